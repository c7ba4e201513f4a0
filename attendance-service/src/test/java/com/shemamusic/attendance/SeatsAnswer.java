package com.shemamusic.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What course-service says to wishes for seats: yes, unless a test has said otherwise for a class. */
final class SeatsAnswer implements ResponseDefinitionTransformerV2 {

    static final String NAME = "seats";
    private static final JsonMapper JSON = new JsonMapper();
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();

    void always(String scheduleId, String outcome) {
        outcomes.put(scheduleId, outcome);
    }

    void reset() {
        outcomes.clear();
    }

    static JsonNode wishes(byte[] body) {
        try {
            return JSON.readTree(body).path("seats");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode given = answer.putArray("data");
        for (JsonNode wish : wishes(event.getRequest().getBody())) {
            given.add(((ObjectNode) wish.deepCopy())
                    .put(
                            "outcome",
                            outcomes.getOrDefault(wish.path("schedule_id").asText(), "taken")));
        }
        return new ResponseDefinitionBuilder()
                .withHeader("Content-Type", "application/json")
                .withBody(answer.toString())
                .build();
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }
}

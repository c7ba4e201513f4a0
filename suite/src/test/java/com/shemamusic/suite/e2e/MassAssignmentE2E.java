package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.suite.e2e.Operations.Operation;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every field any answer has, sent to every operation that does not take it: named and refused, all of them (S11). */
class MassAssignmentE2E {

    private static final Set<String> REFUSALS = Set.of("UNKNOWN_FIELD", "READ_ONLY_FIELD");
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void noOperationTakesAFieldItDoesNotDocument() {
        Set<String> answered = new TreeSet<>();
        Operations.documents()
                .values()
                .forEach(document -> document.findValues("properties")
                        .forEach(fields -> fields.fieldNames().forEachRemaining(answered::add)));
        assertThat(answered).hasSizeGreaterThan(200).contains("role", "status", "version", "student_id");
        String chat = session();
        List<String> taken = new ArrayList<>();
        int asked = 0;
        for (Operation operation : Operations.all()) {
            if (!operation.fields().isEmpty() && !operation.isInternal()) {
                asked++;
                Set<String> foreign = new TreeSet<>(answered);
                foreign.removeAll(operation.fields());
                send(operation, foreign, chat, taken);
            }
        }
        assertThat(asked).isGreaterThan(30);
        assertThat(taken).as("of %d operations", asked).isEmpty();
    }

    private void send(Operation operation, Set<String> foreign, String chat, List<String> taken) {
        ObjectNode body = mapper.createObjectNode();
        foreign.forEach(name -> body.put(name, "x"));
        Api admin =
                SharedSuite.admin().header("Idempotency-Key", UUID.randomUUID().toString());
        String path = operation.path().startsWith("/api/chat/")
                ? operation.path().replace("{id}", chat)
                : operation.pathToNothing();
        ApiResponse answer = admin.send(operation.method(), path, BodyPublishers.ofString(body.toString()));
        Set<String> refused = new HashSet<>();
        for (JsonNode field : answer.at("/details/fields")) {
            if (REFUSALS.contains(field.path("code").asText())) {
                refused.add(field.path("field").asText());
            }
        }
        if (answer.status() != 400 || !refused.containsAll(foreign)) {
            foreign.removeAll(refused);
            taken.add(operation + " answered " + answer.status() + " and did not refuse " + foreign);
        }
    }

    private static String session() {
        return SharedSuite.visitor()
                .post("/api/chat/sessions", "{\"guest_name\": \"Tamu\"}")
                .assertStatus(201)
                .at("/session_id")
                .asText();
    }
}

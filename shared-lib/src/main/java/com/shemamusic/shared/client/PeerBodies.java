package com.shemamusic.shared.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What goes to a peer and comes back as JSON; an answer, a refusal and an outage are told apart here. */
record PeerBodies(String service, ObjectMapper mapper) {

    byte @Nullable [] write(@Nullable Object body) {
        try {
            return body == null ? null : mapper.writeValueAsBytes(body);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    <T> T read(HttpResponse<byte[]> response, Class<T> answer) throws IOException {
        int status = response.statusCode();
        if (status >= 500) {
            throw switch (status) {
                case 504 -> PeerUnavailableException.timeout(service, null);
                case 502, 503 -> PeerUnavailableException.down(service, null);
                default -> PeerUnavailableException.broken(service, null);
            };
        }
        if (status >= 400) {
            JsonNode error = error(response.body());
            throw new PeerRejectedException(
                    service, status, error.path("code").asText("UNKNOWN"), error.path("details"));
        }
        JavaType type = mapper.constructType(answer);
        byte[] body = response.body().length == 0 ? new byte[] {'{', '}'} : response.body();
        try {
            return mapper.readerFor(type).readValue(body);
        } catch (JsonProcessingException unreadable) {
            throw PeerUnavailableException.broken(service, unreadable);
        }
    }

    /** A refusal stays one when something in between says it in HTML. */
    private JsonNode error(byte[] body) throws IOException {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        }
    }
}

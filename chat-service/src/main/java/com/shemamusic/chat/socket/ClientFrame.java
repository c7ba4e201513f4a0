package com.shemamusic.chat.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.Spaces;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A frame of a client, read field by field; fields it does not need are ignored. */
record ClientFrame(JsonNode json) {

    /** @throws ApiException {@code MALFORMED_JSON} */
    static ClientFrame read(String text, ObjectMapper mapper) {
        try {
            JsonNode json = mapper.readTree(text);
            if (json != null && json.isObject()) {
                return new ClientFrame(json);
            }
        } catch (JsonProcessingException unreadable) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_JSON");
        }
        throw new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_JSON");
    }

    String type() {
        return json.path("type").asText();
    }

    /** The text, without surrounding space; null when it is absent or no text. */
    @Nullable
    String text(String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? Spaces.stripped(value.textValue()) : null;
    }

    boolean flag(String field) {
        JsonNode value = json.path(field);
        if (!value.isBoolean()) {
            throw FieldErrors.of(field, value.isMissingNode() ? "REQUIRED" : "INVALID");
        }
        return value.booleanValue();
    }

    long number(String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw FieldErrors.of(field, value.isMissingNode() ? "REQUIRED" : "INVALID");
        }
        if (value.longValue() < 0) {
            throw FieldErrors.of(field, "OUT_OF_RANGE");
        }
        return value.longValue();
    }

    /** The session a frame is about; null when it names none. */
    @Nullable
    UUID session() {
        JsonNode value = json.path("session_id");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            return UUID.fromString(value.asText());
        } catch (IllegalArgumentException malformed) {
            throw FieldErrors.of("session_id", "INVALID");
        }
    }
}

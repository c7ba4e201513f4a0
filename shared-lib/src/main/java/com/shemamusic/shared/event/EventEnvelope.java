package com.shemamusic.shared.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as it travels; the channel travels beside it.
 *
 * @param version {@code major.minor}; consumers take every {@code 1.x}
 * @param traceparent the trace of the request that published it, in W3C form; left out where there is none
 * @param aggregateVersion grows with every change of the aggregate, so that an event not newer than what is held can be ignored
 * @param data the payload, camelCase, without personal data beyond ids
 */
public record EventEnvelope(
        String eventType,
        UUID eventId,
        String version,
        Instant timestamp,
        String source,
        @Nullable String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceparent,
        @Nullable UUID aggregateId,
        long aggregateVersion,
        JsonNode data) {

    /** The version of every event this code writes. */
    public static final String VERSION = "1.0";

    /** An event outside any trace. */
    public EventEnvelope(
            String eventType,
            UUID eventId,
            String version,
            Instant timestamp,
            String source,
            @Nullable String requestId,
            @Nullable UUID aggregateId,
            long aggregateVersion,
            JsonNode data) {
        this(eventType, eventId, version, timestamp, source, requestId, null, aggregateId, aggregateVersion, data);
    }

    /**
     * The payload as a record of the reader's own; fields it does not know are ignored, absent ones are null.
     *
     * @throws IllegalArgumentException if a field has another type than the record expects
     */
    public <T> T data(Class<T> type) {
        return EventJson.convert(data, type);
    }

    /** Whether this code understands the event: every {@code 1.x} version. */
    public boolean supported() {
        return version.startsWith("1.");
    }
}

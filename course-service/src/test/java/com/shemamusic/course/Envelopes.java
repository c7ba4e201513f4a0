package com.shemamusic.course;

import java.time.Instant;
import java.util.UUID;

/** Events as other services would send them. */
public final class Envelopes {

    private Envelopes() {}

    public static String of(String type, UUID aggregate, long version, String data) {
        return """
                {"eventType": "%s", "eventId": "%s", "version": "1.0", "timestamp": "%s", "source": "test",
                 "requestId": null, "aggregateId": "%s", "aggregateVersion": %d, "data": %s}""".formatted(type, UUID.randomUUID(), Instant.now(), aggregate, version, data);
    }
}

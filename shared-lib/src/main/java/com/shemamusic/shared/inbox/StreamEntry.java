package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;

/** An entry of a stream: where it stands, its channel, and the envelope as it came. */
record StreamEntry(String id, String channel, String json) {

    static StreamEntry of(ByteRecord record) {
        String channel = "";
        String json = "";
        for (Map.Entry<byte[], byte[]> field : record.getValue().entrySet()) {
            String value = new String(field.getValue(), StandardCharsets.UTF_8);
            switch (new String(field.getKey(), StandardCharsets.UTF_8)) {
                case "channel" -> channel = value;
                case "event" -> json = value;
                default -> {}
            }
        }
        return new StreamEntry(record.getId().getValue(), channel, json);
    }

    /** Reads {@code [id, [name, value, …]]}, as a script returns entries; null for an entry that was deleted. */
    static @Nullable StreamEntry of(@Nullable Object reply) {
        if (!(reply instanceof List<?> entry) || !(entry.get(1) instanceof List<?> fields)) {
            return null;
        }
        String channel = "";
        String json = "";
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            switch (String.valueOf(fields.get(i))) {
                case "channel" -> channel = String.valueOf(fields.get(i + 1));
                case "event" -> json = String.valueOf(fields.get(i + 1));
                default -> {}
            }
        }
        return new StreamEntry(String.valueOf(entry.get(0)), channel, json);
    }

    /** The envelope, or null if this is not one. */
    @Nullable
    EventEnvelope envelope() {
        try {
            EventEnvelope event = EventJson.read(json, EventEnvelope.class);
            return complete(event) ? event : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The id to keep an unreadable entry under. */
    UUID fallbackId() {
        return UUID.nameUUIDFromBytes((id + channel + json).getBytes(StandardCharsets.UTF_8));
    }

    // Jackson leaves null what the text does not have, whatever the record promises.
    @SuppressWarnings("NullAway")
    private static boolean complete(@Nullable EventEnvelope event) {
        return event != null && event.eventId() != null && event.version() != null && event.data() != null;
    }
}

package com.shemamusic.chat.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/** Says that a message is stored, and under which number. */
public record Ack(UUID sessionId, String clientMessageId, UUID messageId, long seq, Instant sentAt, boolean duplicate) {

    static Ack of(ChatMessage message, String clientMessageId, boolean duplicate) {
        return new Ack(
                message.sessionId(),
                clientMessageId,
                message.messageId(),
                message.seq(),
                message.timestamp(),
                duplicate);
    }

    /** The kind of frame this is. */
    @JsonProperty
    public String type() {
        return "ack";
    }
}

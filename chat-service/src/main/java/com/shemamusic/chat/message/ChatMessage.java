package com.shemamusic.chat.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.chat.session.SenderRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as it is shown, over REST and as a frame. */
public record ChatMessage(
        UUID sessionId,
        long seq,
        UUID messageId,
        @Nullable String clientMessageId,
        SenderRole senderRole,
        @Nullable UUID senderId,
        String senderName,
        String message,
        Instant timestamp)
        implements Frame {

    @Override
    @JsonProperty
    public String type() {
        return "new_message";
    }
}

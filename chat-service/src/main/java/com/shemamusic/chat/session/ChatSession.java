package com.shemamusic.chat.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation as admins see it. */
public record ChatSession(
        UUID id,
        SessionStatus status,
        String guestName,
        @Nullable String guestEmail,
        @Nullable String topic,
        @Nullable UUID userId,
        @Nullable Assignee assignedTo,
        @Nullable LastMessage lastMessage,
        long messageCount,
        int unreadCount,
        boolean online,
        Instant startedAt,
        Instant lastActivityAt,
        @Nullable Instant closedAt,
        @Nullable CloseReason closeReason) {

    /** The admin who answers. */
    public record Assignee(UUID id, String name) {}

    /** The newest message. */
    public record LastMessage(String message, SenderRole senderRole, Instant timestamp) {}
}

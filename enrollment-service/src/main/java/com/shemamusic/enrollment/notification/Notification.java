package com.shemamusic.enrollment.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as admins see it. */
record Notification(
        UUID id,
        MessageKind kind,
        String channel,
        String recipient,
        String language,
        String status,
        int attempts,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant sentAt) {}

package com.shemamusic.enrollment.notification;

import java.util.Map;
import java.util.UUID;

/** A message whose turn it is. */
record OutgoingMessage(
        UUID id,
        UUID eventId,
        MessageKind kind,
        String channel,
        String recipient,
        String language,
        Map<String, String> facts) {}

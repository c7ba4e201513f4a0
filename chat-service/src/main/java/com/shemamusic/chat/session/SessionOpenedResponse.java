package com.shemamusic.chat.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a guest gets who began a conversation. */
record SessionOpenedResponse(
        UUID sessionId,
        String sessionToken,
        SessionStatus status,
        boolean officeOpen,
        @Nullable Instant nextOpening) {}

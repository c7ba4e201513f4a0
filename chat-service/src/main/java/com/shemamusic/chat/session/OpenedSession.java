package com.shemamusic.chat.session;

import java.util.UUID;

/** A new session and the only copy of its token. */
public record OpenedSession(UUID id, String token) {}

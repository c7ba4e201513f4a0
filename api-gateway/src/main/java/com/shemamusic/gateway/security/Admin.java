package com.shemamusic.gateway.security;

import com.shemamusic.shared.security.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in admin.
 *
 * @param sessionId the session of the token; null where auth-service names none
 * @param expiresAt when the token ends
 */
record Admin(Actor actor, @Nullable String sessionId, Instant expiresAt) {}

package com.shemamusic.gateway.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The origin chat-service is told when a socket is passed on. It checks origins itself, and the client library would put
 * the address of chat-service there for a caller that has none.
 */
@Component
public final class Origins {

    private final @Nullable String first;

    Origins(SecurityProperties properties) {
        this.first = properties.allowedOrigins().stream().sorted().findFirst().orElse(null);
    }

    /** The caller's own origin, which was checked; for a program, which has none, one that is welcome. */
    public @Nullable String told(HttpHeaders asked) {
        String own = asked.getOrigin();
        return own != null ? own : first;
    }
}

package com.shemamusic.auth.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody the provider vouches for, until {@code expiresAt}. */
public record Identity(
        String uid,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name,
        Instant expiresAt) {}

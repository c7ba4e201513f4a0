package com.shemamusic.auth.session;

import java.time.Instant;
import java.util.UUID;

/** One sign-in that has not ended. */
record Session(UUID id, String device, String address, Instant createdAt, Instant lastUsedAt) {}

package com.shemamusic.shared.outbox;

import java.time.Instant;
import java.util.UUID;

/** An event in the outbox, with its envelope as JSON. */
record OutboxRow(UUID id, String channel, String domain, String payload, Instant createdAt) {}

package com.shemamusic.chat.canned;

import java.time.Instant;
import java.util.UUID;

/** A text under a shortcut. */
record CannedReply(UUID id, String shortcut, String text, Instant createdAt) {}

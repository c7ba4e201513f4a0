package com.shemamusic.enrollment.idempotency;

/** What a request was answered with, and the hash of what it said. */
record StoredAnswer(byte[] hash, String json) {}

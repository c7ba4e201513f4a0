package com.shemamusic.enrollment.idempotency;

/** One request under its key: what it is for, the key, and what distinguishes its content from another's. */
public record KeyedRequest(String scope, String key, byte[] hash) {}

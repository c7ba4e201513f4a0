package com.shemamusic.enrollment.idempotency;

/** The caller's name for one request. A controller that takes it as a parameter requires it. */
public record IdempotencyKey(String value) {

    /** The header it comes in. */
    public static final String HEADER = "Idempotency-Key";
}

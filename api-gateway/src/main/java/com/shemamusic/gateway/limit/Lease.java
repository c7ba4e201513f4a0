package com.shemamusic.gateway.limit;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one caller taken from the shared bucket ahead of time, so that not every request has to ask for its own. What is not used
 * within a second is given up: a limit may be reached a little early, never late.
 */
final class Lease {

    /**
     * What was decided.
     *
     * @param left how many are left, as far as known here
     * @param retryMillis when the next one comes in, if this was refused
     */
    record Verdict(boolean admitted, long left, long retryMillis) {}

    private static final long GOOD_FOR_NANOS = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private int tokens;
    private long leftInBucket;
    private long goodUntil;
    private long refusedUntil;

    /** Decides without asking anybody, or null when that is not possible. */
    synchronized @Nullable Verdict decide(long now) {
        if (tokens > 0 && now - goodUntil < 0) {
            tokens--;
            return new Verdict(true, tokens + leftInBucket, 0);
        }
        return now - refusedUntil < 0 ? new Verdict(false, 0, Math.max(1, (refusedUntil - now) / MILLI)) : null;
    }

    /** Takes in what the bucket gave, which may be nothing, and decides. */
    synchronized Verdict settle(long now, int got, long left, long retryMillis) {
        tokens = (now - goodUntil < 0 ? tokens : 0) + got;
        leftInBucket = left;
        goodUntil = now + GOOD_FOR_NANOS;
        if (tokens > 0) {
            tokens--;
            return new Verdict(true, tokens + left, 0);
        }
        refusedUntil = now + retryMillis * MILLI;
        return new Verdict(false, 0, retryMillis);
    }

    Lease(long now) {
        this.goodUntil = now;
        this.refusedUntil = now;
    }
}

package com.shemamusic.course.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much may be written in each span of time. Anybody may ask for any combination of filters, and Redis, which also holds
 * the event streams, evicts nothing: without a bound a stranger could fill it.
 */
final class WriteBudget {

    private final long most;
    private final Duration span;
    private final Clock clock;
    private Instant until = Instant.EPOCH;
    private long written;

    WriteBudget(long most, Duration span, Clock clock) {
        this.most = most;
        this.span = span;
        this.clock = clock;
    }

    /** Counts an entry of that size; false when it is too much for this span. */
    synchronized boolean allows(long size) {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            until = now.plus(span);
            written = 0;
        }
        if (written + size > most) {
            return false;
        }
        written += size;
        return true;
    }
}

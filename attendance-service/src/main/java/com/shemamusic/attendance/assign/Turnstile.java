package com.shemamusic.attendance.assign;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.web.RequestContext;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few requests through at a time: a rush for a seat queues here and does not fill the bulkhead of a peer. */
final class Turnstile {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private final Semaphore permits;

    Turnstile(int atOnce) {
        this.permits = new Semaphore(atOnce, true);
    }

    /** Does the work when it is its turn; 503 {@code SERVICE_UNAVAILABLE} when that is not in time. */
    <T> T pass(Supplier<T> work) {
        Duration left = RequestContext.current().remaining();
        long wait = (left == null ? LONGEST_WAIT : left).toMillis();
        try {
            if (!permits.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                throw ApiException.unavailable("attendance-service").header("Retry-After", "2");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("attendance-service");
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}

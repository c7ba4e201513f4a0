package com.shemamusic.suite.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for a condition by asking it often; nothing here assumes how long anything takes. */
public final class Poll {
    private Poll() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws TimeoutException if it did not hold within the limit
     */
    public static void until(BooleanSupplier condition, Duration every, Duration limit) throws TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("not within " + limit.toSeconds() + " s");
            }
            try {
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TimeoutException("interrupted");
            }
        }
    }
}

package com.shemamusic.db;

import java.time.Duration;

/** A pause between two attempts that an interrupt ends. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationFailedException("Interrupted while waiting", e);
        }
    }
}

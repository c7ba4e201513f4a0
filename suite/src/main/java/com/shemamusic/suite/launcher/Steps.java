package com.shemamusic.suite.launcher;

import java.time.Duration;

/** Runs named steps and tells how long each took. */
record Steps(Progress progress) {

    void run(String name, Runnable action) {
        long start = System.nanoTime();
        action.run();
        progress.done(name, Duration.ofNanos(System.nanoTime() - start));
    }
}

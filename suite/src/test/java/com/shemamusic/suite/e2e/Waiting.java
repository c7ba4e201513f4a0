package com.shemamusic.suite.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Waits for what follows a request by itself, half a minute at most, and longer for a part that must start again. */
final class Waiting {

    private Waiting() {}

    static <T> T until(Callable<T> look, Predicate<T> fits) {
        return until(Duration.ofSeconds(30), look, fits);
    }

    static <T> T untilBack(Callable<T> look, Predicate<T> fits) {
        return until(Duration.ofMinutes(3), look, fits);
    }

    private static <T> T until(Duration patience, Callable<T> look, Predicate<T> fits) {
        return Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(look, fits);
    }
}

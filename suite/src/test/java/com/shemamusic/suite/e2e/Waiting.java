package com.shemamusic.suite.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Waits for what follows a request by itself; never longer than half a minute. */
final class Waiting {

    private Waiting() {}

    static <T> T until(Callable<T> look, Predicate<T> fits) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(look, fits);
    }
}

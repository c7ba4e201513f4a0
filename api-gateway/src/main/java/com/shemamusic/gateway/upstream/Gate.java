package com.shemamusic.gateway.upstream;

import com.shemamusic.shared.error.ApiException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * A bulkhead: so many calls of one service run at once. A short crowd waits up to three seconds in front of it, so that a
 * hundred people racing for one seat get the answer of the service; whoever does not get in then is answered 503.
 */
final class Gate {

    static final int AT_ONCE = 50;
    private static final int WAITING = 200;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int PAUSES = 300;
    private final String service;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    Gate(String service) {
        this.service = service;
    }

    <T> Mono<T> through(Mono<T> work) {
        return Mono.defer(() -> {
            if (enter()) {
                return work.doFinally(end -> running.decrementAndGet());
            }
            return waiting.get() < WAITING ? later(work, PAUSES) : full();
        });
    }

    // Entering and leaving are one chain with the work, so that a caller who goes away while waiting leaves no place
    // taken.
    private <T> Mono<T> later(Mono<T> work, int pauses) {
        if (pauses == 0) {
            return full();
        }
        return Mono.defer(() -> {
                    waiting.incrementAndGet();
                    return Mono.delay(PAUSE).doFinally(end -> waiting.decrementAndGet());
                })
                .then(Mono.defer(
                        () -> enter() ? work.doFinally(end -> running.decrementAndGet()) : later(work, pauses - 1)));
    }

    private <T> Mono<T> full() {
        return Mono.error(ApiException.unavailable(service));
    }

    private boolean enter() {
        if (running.incrementAndGet() <= AT_ONCE) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }
}

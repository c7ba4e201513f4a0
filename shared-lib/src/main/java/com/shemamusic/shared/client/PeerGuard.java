package com.shemamusic.shared.client;

import com.shemamusic.shared.web.RequestContext;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What stands between a service and one it calls ({@code spec/operations.md}): at most 50 calls at once; a breaker
 * that opens after 5 failures in a row for 60 s, or until a health probe succeeds; and around it up to 3 attempts for
 * calls that are safe to repeat, within a budget of one retry for ten calls and as long as the asker waits.
 */
final class PeerGuard {

    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final int BUDGET_PER_CALL = 1;
    private static final int BUDGET_PER_RETRY = 10;
    private static final int BUDGET_LIMIT = 100;
    private final String service;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final AtomicInteger budget = new AtomicInteger(BUDGET_LIMIT);

    PeerGuard(String service, BooleanSupplier probe) {
        this.service = service;
        this.breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(5)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofSeconds(60))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(PeerUnavailableException.class::isInstance)
                        .ignoreException(failure ->
                                failure instanceof PeerUnavailableException unavailable && unavailable.isNeverAsked())
                        .build());
        this.bulkhead = Bulkhead.of(
                service,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(50)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        breaker.getEventPublisher().onStateTransition(change -> {
            if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                Thread.ofVirtual().name("probe-" + service).start(() -> probeUntilBack(probe));
            }
        });
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    Bulkhead bulkhead() {
        return bulkhead;
    }

    <T> T call(boolean repeatable, Supplier<T> attempt) {
        budget.updateAndGet(left -> Math.min(BUDGET_LIMIT, left + BUDGET_PER_CALL));
        for (int tried = 1; ; tried++) {
            try {
                return bulkhead.executeSupplier(() -> breaker.executeSupplier(attempt));
            } catch (CallNotPermittedException | BulkheadFullException full) {
                throw PeerUnavailableException.down(service, full);
            } catch (PeerUnavailableException failed) {
                long pause = pause(tried);
                if (!repeatable || !failed.mayPass() || tried == ATTEMPTS || !leaves(pause) || !mayRetry()) {
                    throw failed;
                }
                LockSupport.parkNanos(pause);
            }
        }
    }

    private boolean mayRetry() {
        return budget.getAndUpdate(left -> left >= BUDGET_PER_RETRY ? left - BUDGET_PER_RETRY : left)
                >= BUDGET_PER_RETRY;
    }

    private static long pause(int tried) {
        long full = FIRST_PAUSE_NANOS << (tried - 1);
        return full / 2 + ThreadLocalRandom.current().nextLong(full / 2);
    }

    /** Whether the asker still waits after a pause. */
    private static boolean leaves(long pause) {
        Duration left = RequestContext.current().remaining();
        return left == null || left.toNanos() > pause;
    }

    private void probeUntilBack(BooleanSupplier probe) {
        while (breaker.getState() == CircuitBreaker.State.OPEN) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            if (probe.getAsBoolean() && breaker.getState() == CircuitBreaker.State.OPEN) {
                breaker.transitionToHalfOpenState();
            }
        }
    }
}

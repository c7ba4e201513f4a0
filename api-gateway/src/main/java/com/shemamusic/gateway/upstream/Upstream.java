package com.shemamusic.gateway.upstream;

import com.shemamusic.shared.client.Upstreams;
import com.shemamusic.shared.error.ApiException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * One service behind the gateway: its addresses, and what guards the way there. The breaker opens after 5 failures in
 * a row for 60 s, or until a health probe succeeds; a failure is a service that does not answer in time or at all.
 */
public final class Upstream {

    private static final int FAILURES_IN_A_ROW = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int PAUSES = 50;
    private final String name;
    private final Upstreams addresses;
    private final CircuitBreaker breaker;
    private final Gate gate;
    private final Gate slowGate;

    Upstream(String name, String addresses) {
        this.name = name;
        this.addresses = new Upstreams(addresses);
        this.gate = new Gate(name);
        this.slowGate = new Gate(name);
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(FAILURES_IN_A_ROW)
                        .minimumNumberOfCalls(FAILURES_IN_A_ROW)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofSeconds(60))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }

    public String name() {
        return name;
    }

    Upstreams addresses() {
        return addresses;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** {@code closed}, {@code open} or {@code half_open}. */
    String circuit() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    /** An address to try; say {@link #unreachable} of it when it did not answer. */
    public URI next() {
        return addresses.next();
    }

    public void unreachable(URI address) {
        addresses.failed(address);
    }

    /** Whether the breaker is open, so that trying is of no use. */
    public boolean isShut() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Lets work pass when fewer than 50 of its kind run; slow work (exports) has 50 places of its own. */
    public <T> Mono<T> limited(Mono<T> work, boolean slow) {
        return (slow ? slowGate : gate).through(work);
    }

    /**
     * One attempt at one address. Fails with 503 or 504 naming the service when there is no answer; what else goes
     * wrong comes out as it is and says nothing about the service.
     *
     * @param counts whether an answer that came is a failure all the same
     */
    public <T> Mono<T> attempt(Duration within, Function<URI, Mono<T>> call, Predicate<T> counts) {
        return permission(PAUSES).then(Mono.defer(() -> {
            URI address = addresses.next();
            long start = System.nanoTime();
            return call.apply(address)
                    .timeout(within)
                    .doOnNext(answer -> answered(address, start, counts.test(answer)))
                    .onErrorMap(failure -> failed(address, start, failure))
                    .doOnCancel(breaker::releasePermission);
        }));
    }

    // While the two calls that try a service out are under way the others wait for what becomes of them: a dashboard
    // asks
    // one service four things at once.
    private Mono<Void> permission(int pauses) {
        return Mono.defer(() -> {
            if (breaker.tryAcquirePermission()) {
                return Mono.empty();
            }
            return isShut() || pauses == 0
                    ? Mono.error(ApiException.unavailable(name))
                    : Mono.delay(PAUSE).then(permission(pauses - 1));
        });
    }

    private void answered(URI address, long start, boolean failure) {
        if (failure) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, ApiException.unavailable(name));
        } else {
            addresses.answered(address);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private Throwable failed(URI address, long start, Throwable failure) {
        if (failure instanceof TimeoutException) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            return new ApiException(HttpStatus.GATEWAY_TIMEOUT, "SERVICE_TIMEOUT", failure).with("service", name);
        }
        if (failure instanceof IOException) {
            addresses.failed(address);
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", failure)
                    .with("service", name);
        }
        breaker.releasePermission();
        return failure;
    }
}

package com.shemamusic.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.limit.Lease.Verdict;
import com.shemamusic.gateway.redis.RedisPresence;
import com.shemamusic.shared.error.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts what callers ask for, in buckets all gateways share, or in its own while Redis does not answer. */
@Component
public final class RateLimiter {

    private static final double SECOND = 1_000;
    private static final int MOST = 100_000;
    private static final int LARGEST_LEASE = 100;
    private final Map<LimitClass, Rate> rates = new EnumMap<>(LimitClass.class);
    private final Map<LimitClass, Counter> refused = new EnumMap<>(LimitClass.class);
    private final Cache<String, Lease> leases = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(2))
            .maximumSize(MOST)
            .build();
    private final LocalBuckets local = new LocalBuckets();
    private final SharedBuckets shared;
    private final RedisPresence redis;
    private final int replicas;

    RateLimiter(LimitProperties properties, SharedBuckets shared, RedisPresence redis, MeterRegistry metrics) {
        for (LimitClass kind : LimitClass.values()) {
            rates.put(kind, properties.of(kind));
            refused.put(
                    kind,
                    Counter.builder("shema.ratelimit.refused")
                            .description("calls answered 429")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
        this.shared = shared;
        this.redis = redis;
        this.replicas = Math.max(1, properties.replicas());
    }

    /** Completes when the call is within its limit, else fails with 429 {@code RATE_LIMITED}. */
    public Mono<Void> admit(Call call) {
        LimitClass kind = LimitClass.of(call);
        if (kind.name().equals(call.limitedAs())) {
            // Let in before its token was looked at, which took a call of its own.
            return Mono.empty();
        }
        Rate rate = rates.getOrDefault(kind, kind.usual());
        String key = kind + ":" + (kind.isPerAdmin() ? call.actor().id() : call.countedAs());
        Lease lease = leases.get(key, unknown -> new Lease(System.nanoTime()));
        long now = System.nanoTime();
        Verdict known = lease.decide(now);
        if (known != null) {
            return answer(call, kind, rate, known);
        }
        if (redis.isAway()) {
            return answer(call, kind, rate, alone(key, rate));
        }
        int wanted = (int) Math.clamp(rate.burst() / 10, 1, LARGEST_LEASE);
        boolean exact = rate.perMilli() * SECOND < 1;
        return shared.take(key, rate, exact ? 1 : wanted)
                .map(given -> lease.settle(System.nanoTime(), given.tokens(), given.left(), given.retryMillis()))
                .onErrorResume(failure -> {
                    redis.isMissed(failure);
                    return Mono.just(alone(key, rate));
                })
                .flatMap(verdict -> answer(call, kind, rate, verdict));
    }

    private Verdict alone(String key, Rate rate) {
        return local.take(key, rate.times(1.0 / replicas), System.nanoTime());
    }

    private Mono<Void> answer(Call call, LimitClass kind, Rate rate, Verdict verdict) {
        call.limited(kind.name(), rate.limit(), Math.min(verdict.left(), rate.limit()));
        if (verdict.admitted()) {
            return Mono.empty();
        }
        Objects.requireNonNull(refused.get(kind)).increment();
        long seconds = Math.max(1, (long) Math.ceil(verdict.retryMillis() / SECOND));
        return Mono.error(new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED")
                .header("Retry-After", Long.toString(seconds)));
    }
}

package com.shemamusic.shared.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether what this service stands on answers; asked at most every two seconds, however often it is looked at. What takes long
 * does not answer: whoever looks waits a second at most, and must hear from a service whose database is silent that it lives.
 */
public final class DependencyHealth {

    /** One thing this service stands on: true when it answers. */
    public interface Probe extends BooleanSupplier {}

    private record Reading(boolean healthy, long atNanos) {}

    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private final List<Probe> probes;
    private volatile Reading last = new Reading(true, System.nanoTime() - KEPT_NANOS);

    public DependencyHealth(List<Probe> probes) {
        this.probes = probes;
    }

    public boolean healthy() {
        Reading known = last;
        long now = System.nanoTime();
        if (now - known.atNanos < KEPT_NANOS) {
            return known.healthy;
        }
        Reading fresh = new Reading(allAnswer(), now);
        last = fresh;
        return fresh.healthy;
    }

    private boolean allAnswer() {
        CompletableFuture<Boolean> answer =
                new CompletableFuture<Boolean>().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        Thread.ofVirtual().name("health").start(() -> {
            try {
                answer.complete(probes.stream().allMatch(BooleanSupplier::getAsBoolean));
            } catch (RuntimeException broken) {
                answer.completeExceptionally(broken);
            }
        });
        return answer.join();
    }
}

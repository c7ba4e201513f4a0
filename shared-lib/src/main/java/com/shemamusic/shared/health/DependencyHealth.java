package com.shemamusic.shared.health;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether what this service stands on answers; asked at most every two seconds, however often it is looked at. */
public final class DependencyHealth {

    /** One thing this service stands on: true when it answers; must not take long. */
    public interface Probe extends BooleanSupplier {}

    private record Reading(boolean healthy, long atNanos) {}

    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();
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
        Reading fresh = new Reading(probes.stream().allMatch(BooleanSupplier::getAsBoolean), now);
        last = fresh;
        return fresh.healthy;
    }
}

package com.shemamusic.shared.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Whether what this service stands on answers; asked at most every two seconds, however often it is looked at. */
public final class DependencyHealth {

    /** One thing this service stands on: true when it answers; must not take long. */
    public interface Probe extends BooleanSupplier {}

    private record Reading(boolean healthy, long atNanos) {}

    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();
    private final List<Probe> probes;
    private final AtomicReference<Reading> last =
            new AtomicReference<>(new Reading(true, System.nanoTime() - KEPT_NANOS));

    public DependencyHealth(List<Probe> probes) {
        this.probes = probes;
    }

    public boolean healthy() {
        Reading known = last.get();
        long now = System.nanoTime();
        if (now - known.atNanos < KEPT_NANOS) {
            return known.healthy;
        }
        Reading fresh = new Reading(probes.stream().allMatch(BooleanSupplier::getAsBoolean), now);
        last.set(fresh);
        return fresh.healthy;
    }
}

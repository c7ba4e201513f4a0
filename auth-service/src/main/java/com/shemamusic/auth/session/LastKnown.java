package com.shemamusic.auth.session;

import com.shemamusic.shared.error.ApiException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers of another system, asked again when they are older than {@code fresh}. While the other gives none, the last
 * one stands: an outage of the one who could say no must not throw everybody out.
 */
final class LastKnown<K, V> {

    private record Entry<V>(
            @Nullable V value, long askAgainAt, @Nullable ApiException silence) {}

    private static final long RETRY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int MOST = 10_000;
    private static final int STRIPES = 64;
    private final long freshNanos;
    private final LongSupplier clock;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    LastKnown(Duration fresh, LongSupplier nanoClock) {
        this.freshNanos = fresh.toNanos();
        this.clock = nanoClock;
    }

    /** The answer, at most {@code fresh} old unless the other is silent; empty when it never gave one. */
    Optional<V> get(K key, Supplier<V> ask) {
        return Optional.ofNullable(entry(key, ask).value);
    }

    /** The answer, at most {@code fresh} old; throws what {@code ask} throws when the other is silent. */
    V fresh(K key, Supplier<V> ask) {
        Entry<V> entry = entry(key, ask);
        if (entry.value == null || entry.silence != null) {
            throw entry.silence == null ? new IllegalStateException("neither answer nor failure") : entry.silence;
        }
        return entry.value;
    }

    /** One caller asks for a key, the others wait for what it hears. */
    private Entry<V> entry(K key, Supplier<V> ask) {
        Entry<V> known = entries.get(key);
        if (known != null && clock.getAsLong() - known.askAgainAt < 0) {
            return known;
        }
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), STRIPES)];
        lock.lock();
        try {
            known = entries.get(key);
            if (known == null || clock.getAsLong() - known.askAgainAt >= 0) {
                known = ask(known, ask);
                if (entries.size() >= MOST) {
                    entries.clear();
                }
                entries.put(key, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    void drop(K key) {
        entries.remove(key);
    }

    private Entry<V> ask(@Nullable Entry<V> before, Supplier<V> ask) {
        try {
            return new Entry<>(ask.get(), clock.getAsLong() + freshNanos, null);
        } catch (ApiException silent) {
            return new Entry<>(before == null ? null : before.value, clock.getAsLong() + RETRY_NANOS, silent);
        }
    }
}

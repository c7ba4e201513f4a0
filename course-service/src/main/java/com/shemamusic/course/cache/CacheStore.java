package com.shemamusic.course.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Entries in Redis, each led by the generation it belongs to. Generations are random, so that a Redis that came back with
 * an older state holds none that counts again by accident. After any failure a region is distrusted here until it has a
 * new generation.
 */
@Component
class CacheStore {

    /**
     * @param generation the generation an answer made from now on belongs to; null while Redis is left alone
     */
    record Found(@Nullable String generation, @Nullable String entry) {}

    private static final Logger LOG = LoggerFactory.getLogger(CacheStore.class);
    private static final Found NOTHING = new Found(null, null);
    private static final Duration GENERATION_LIFETIME = Duration.ofHours(24);
    /** Characters one process writes within the lifetime of an entry; nearly as many bytes in Redis. */
    private static final long BUDGET = 64L * 1024 * 1024;

    private static final long REST_NANOS = Duration.ofMillis(500).toNanos();

    private final StringRedisTemplate redis;
    private final Map<Region, Long> distrusted = new ConcurrentHashMap<>();
    private final Map<Region, WriteBudget> budgets = new EnumMap<>(Region.class);
    private final AtomicLong doubts = new AtomicLong();
    private final AtomicLong restUntil = new AtomicLong(System.nanoTime());

    CacheStore(StringRedisTemplate redis) {
        this.redis = redis;
        // What another process failed to renew while this one was away is not known.
        for (Region region : Region.values()) {
            distrust(region);
            budgets.put(region, new WriteBudget(BUDGET, region.lifetime(), Clock.systemUTC()));
        }
    }

    Found find(Region region, String key) {
        if (System.nanoTime() - restUntil.get() < 0) {
            return NOTHING;
        }
        try {
            if (distrusted.containsKey(region) && !renew(region)) {
                return NOTHING;
            }
            List<String> values = redis.opsForValue().multiGet(List.of(region.generationKey(), key));
            String generation = values == null ? null : values.get(0);
            if (generation == null) {
                renew(region);
                return NOTHING;
            }
            String entry = values.get(1);
            boolean current = entry != null && entry.startsWith(generation);
            return new Found(generation, current ? entry.substring(generation.length()) : null);
        } catch (DataAccessException down) {
            fail(region, down);
            return NOTHING;
        }
    }

    void put(Region region, String key, String generation, String entry, Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0
                || !Objects.requireNonNull(budgets.get(region)).allows(generation.length() + entry.length())) {
            return;
        }
        try {
            redis.opsForValue().set(key, generation + entry, lifetime);
        } catch (DataAccessException down) {
            fail(region, down);
        }
    }

    /** Starts a new generation; false, and distrust, when Redis could not be told. */
    boolean renew(Region region) {
        Long doubt = distrusted.get(region);
        try {
            redis.opsForValue().set(region.generationKey(), UUID.randomUUID().toString(), GENERATION_LIFETIME);
            // A doubt raised since then is about a later change and stays.
            if (doubt != null) {
                distrusted.remove(region, doubt);
            }
            return true;
        } catch (DataAccessException down) {
            fail(region, down);
            return false;
        }
    }

    /** After Redis was away, nothing is believed until the region has a new generation. */
    void distrustAll() {
        for (Region region : Region.values()) {
            distrust(region);
        }
    }

    private void distrust(Region region) {
        distrusted.put(region, doubts.incrementAndGet());
    }

    private void fail(Region region, DataAccessException down) {
        LOG.warn("Redis does not answer, {} is read from the database: {}", region, down.getMessage());
        distrust(region);
        restUntil.set(System.nanoTime() + REST_NANOS);
    }
}

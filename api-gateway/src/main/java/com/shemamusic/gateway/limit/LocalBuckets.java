package com.shemamusic.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.gateway.limit.Lease.Verdict;
import java.time.Duration;

/** Buckets of this gateway alone, for while Redis is away: the limits still hold, each gateway giving its share. */
final class LocalBuckets {

    private static final class Bucket {

        private double tokens;
        private long at;

        Bucket(Rate rate, long now) {
            this.tokens = rate.burst();
            this.at = now;
        }

        synchronized Verdict take(Rate rate, long now) {
            tokens = Math.min(rate.burst(), tokens + Math.max(0, now - at) / MILLI * rate.perMilli());
            at = now;
            if (tokens >= 1) {
                tokens--;
                return new Verdict(true, (long) tokens, 0);
            }
            return new Verdict(false, 0, (long) Math.ceil((1 - tokens) / rate.perMilli()));
        }
    }

    private static final double MILLI = 1_000_000;
    private static final int MOST = 100_000;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(2))
            .maximumSize(MOST)
            .build();

    Verdict take(String key, Rate rate, long now) {
        return buckets.get(key, unknown -> new Bucket(rate, now)).take(rate, now);
    }
}

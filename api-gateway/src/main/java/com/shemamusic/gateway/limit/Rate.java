package com.shemamusic.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A token bucket.
 *
 * @param tokens how many come in per period
 * @param burst how many it holds; as many as come in where none is given
 */
record Rate(double tokens, Duration per, @DefaultValue("0") double burst) {

    Rate {
        burst = burst <= 0 ? tokens : burst;
    }

    Rate times(double factor) {
        return new Rate(tokens * factor, per, Math.max(1, Math.round(burst * factor)));
    }

    double perMilli() {
        return tokens / per.toMillis();
    }

    int limit() {
        return (int) Math.min(Integer.MAX_VALUE, burst);
    }
}

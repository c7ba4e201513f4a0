package com.shemamusic.gateway.limit;

import com.shemamusic.gateway.redis.RedisPresence;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The token buckets all gateways share, in Redis. */
@Component
final class SharedBuckets {

    /** What a bucket gave: tokens, how many are left, and when the next comes if there was none. */
    record Given(int tokens, long left, long retryMillis) {}

    private final ReactiveStringRedisTemplate redis;
    private final DefaultRedisScript<String> script = new DefaultRedisScript<>();

    SharedBuckets(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
        this.script.setLocation(new ClassPathResource("token-bucket.lua"));
        this.script.setResultType(String.class);
    }

    /** Takes up to so many tokens; fails when Redis does not answer within 300 ms. */
    Mono<Given> take(String key, Rate rate, int wanted) {
        return redis.execute(
                        script,
                        List.of("gateway:limit:" + key),
                        List.of(
                                Double.toString(rate.perMilli()),
                                Double.toString(rate.burst()),
                                Integer.toString(wanted)))
                .next()
                .timeout(RedisPresence.PATIENCE)
                .map(SharedBuckets::read);
    }

    private static Given read(String answer) {
        String[] parts = answer.split(" ");
        return new Given(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}

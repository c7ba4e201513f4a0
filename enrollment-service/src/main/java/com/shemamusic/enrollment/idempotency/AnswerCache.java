package com.shemamusic.enrollment.idempotency;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Finished answers in Redis. Losing one, or all of Redis, changes nothing but the way to the answer. */
@Component
class AnswerCache {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCache.class);
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int HASH_LENGTH = 64;
    private final StringRedisTemplate redis;

    AnswerCache(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Optional<StoredAnswer> find(KeyedRequest request) {
        try {
            String text = redis.opsForValue().get(key(request));
            return Optional.ofNullable(text)
                    .filter(found -> found.length() > HASH_LENGTH)
                    .map(found -> new StoredAnswer(
                            HexFormat.of().parseHex(found, 0, HASH_LENGTH), found.substring(HASH_LENGTH)));
        } catch (RuntimeException down) {
            LOG.debug("No cached answers: {}", down.toString());
            return Optional.empty();
        }
    }

    void put(KeyedRequest request, StoredAnswer answer) {
        try {
            redis.opsForValue().set(key(request), HexFormat.of().formatHex(answer.hash()) + answer.json(), LIFETIME);
        } catch (RuntimeException down) {
            LOG.debug("An answer is not cached: {}", down.toString());
        }
    }

    private static String key(KeyedRequest request) {
        return "idempotency:" + request.scope() + ":" + request.key();
    }
}

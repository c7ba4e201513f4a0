package com.shemamusic.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sessions that ended before their access tokens did: marked in Redis for every replica, and remembered here, so that
 * an end that was said while Redis was away counts in this replica at once and in the others when Redis is back.
 */
@Component
class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final String MARK = "session:revoked:";
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;
    private final StringRedisTemplate redis;
    private final Duration accessTokenTtl;
    private final Clock clock;
    private final Map<String, Instant> remembered = new ConcurrentHashMap<>();

    Revocations(StringRedisTemplate redis, AccessTokens accessTokens, Clock clock) {
        this.redis = redis;
        this.accessTokenTtl = accessTokens.ttl();
        this.clock = clock;
    }

    /** Ends the access tokens of a session. */
    void revoke(UUID adminId, String sessionId) {
        revoke(adminId, sessionId, accessTokenTtl);
    }

    /** Ends a session whose tokens live as long as {@code ttl}. */
    void revoke(UUID adminId, String sessionId, Duration ttl) {
        Duration kept = ttl.plus(SKEW);
        remember(key(adminId, sessionId), clock.instant().plus(kept));
        mark(key(adminId, sessionId), kept);
    }

    boolean isRevoked(UUID adminId, String sessionId) {
        String key = key(adminId, sessionId);
        Instant until = remembered.get(key);
        if (until != null && until.isAfter(clock.instant())) {
            return true;
        }
        try {
            return Boolean.TRUE.equals(redis.hasKey(key));
        } catch (DataAccessException down) {
            LOG.debug("Marks cannot be read", down);
            return false;
        }
    }

    /** Marks again in Redis what it may have missed or lost. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void markAgain() {
        Instant now = clock.instant();
        remembered.values().removeIf(until -> !until.isAfter(now));
        remembered.forEach((key, until) -> mark(key, Duration.between(now, until)));
    }

    /** With the admin in it, so that nobody ends the session of another. */
    private static String key(UUID adminId, String sessionId) {
        return MARK + adminId + ":" + sessionId;
    }

    private void remember(String key, Instant until) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.values().removeIf(end -> !end.isAfter(clock.instant()));
        }
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(key, until);
        }
    }

    private void mark(String key, Duration ttl) {
        try {
            redis.opsForValue().set(key, "1", ttl);
        } catch (DataAccessException down) {
            LOG.warn("The end of a session is not marked yet: Redis does not answer");
        }
    }
}

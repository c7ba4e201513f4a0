package com.shemamusic.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.stereotype.Repository;

/**
 * Sessions in Redis: one hash per family of refresh tokens, and an index of families per admin. Each script touches one
 * key only, so that it runs on a cluster. Every operation throws {@code DataAccessException} when Redis does not answer.
 */
@Repository
class SessionRepository {

    /** What came of an attempt to use a refresh token. */
    enum Rotation {
        DONE,
        UNKNOWN,
        /** Used before; the family ends with this. */
        REUSED,
        /** Used before, in a family that has ended. */
        ENDED
    }

    static final Duration LIFETIME = Duration.ofDays(7);
    private static final String TOKENS = "refresh_token:";
    private static final String INDEX = "refresh_families:";

    private static final DefaultRedisScript<Long> START = new DefaultRedisScript<>("""
            redis.call('HSET', KEYS[1], 'generation', 1, 'token', ARGV[2], 'uid', ARGV[3], 'device', ARGV[4],
                'address', ARGV[5], 'created_at', ARGV[6], 'last_used_at', ARGV[6])
            return redis.call('EXPIRE', KEYS[1], ARGV[1])
            """, Long.class);

    // A token with a smaller number than the newest has been used before: whoever shows it again, the owner or a
    // thief, the family ends. It stays as ended until its time is over, so that the answer stays the same.
    private static final DefaultRedisScript<Long> ROTATE = new DefaultRedisScript<>("""
            local held = redis.call('HMGET', KEYS[1], 'generation', 'token', 'ended')
            if not held[1] then return 1 end
            if tonumber(ARGV[3]) < tonumber(held[1]) then
                return 3 - redis.call('HSET', KEYS[1], 'ended', ARGV[7])
            end
            if held[3] or held[2] ~= ARGV[2] then return 1 end
            redis.call('HSET', KEYS[1], 'generation', held[1] + 1, 'token', ARGV[4], 'device', ARGV[5],
                'address', ARGV[6], 'last_used_at', ARGV[7])
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            return 0
            """, Long.class);

    private final StringRedisTemplate redis;
    private final Clock clock;

    SessionRepository(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    void start(RefreshToken first, String uid, Client client) {
        redis.execute(
                START,
                List.of(key(first.adminId(), first.family())),
                seconds(LIFETIME),
                first.hash(),
                uid,
                client.device(),
                client.address(),
                now());
        index(first.adminId(), first.family());
    }

    /** The uid a family was started with, unless it is unknown. */
    Optional<String> uid(UUID adminId, UUID family) {
        return Optional.ofNullable((String) redis.opsForHash().get(key(adminId, family), "uid"));
    }

    /** Puts the next token in the place of this one, if this is the newest; of several at once exactly one succeeds. */
    Rotation rotate(RefreshToken used, RefreshToken next, Client client) {
        Long result = redis.execute(
                ROTATE,
                List.of(key(used.adminId(), used.family())),
                seconds(LIFETIME),
                used.hash(),
                Integer.toString(used.generation()),
                next.hash(),
                client.device(),
                client.address(),
                now());
        Rotation rotation = Rotation.values()[result.intValue()];
        if (rotation == Rotation.DONE) {
            index(used.adminId(), used.family());
        }
        return rotation;
    }

    /** Ends a family; false when there was none. */
    boolean end(UUID adminId, UUID family) {
        redis.opsForZSet().remove(INDEX + adminId, family.toString());
        return Boolean.TRUE.equals(redis.delete(key(adminId, family)));
    }

    /** The families of an admin, ended ones among them. */
    List<UUID> families(UUID adminId) {
        redis.opsForZSet().removeRangeByScore(INDEX + adminId, 0, clock.millis());
        Set<String> members = redis.opsForZSet().range(INDEX + adminId, 0, -1);
        return members == null
                ? List.of()
                : members.stream().map(UUID::fromString).toList();
    }

    /** The sessions of an admin, the last used first. */
    List<Session> all(UUID adminId) {
        List<Session> sessions = new ArrayList<>();
        for (UUID family : families(adminId)) {
            Map<String, String> held = redis.<String, String>opsForHash().entries(key(adminId, family));
            String created = held.get("created_at");
            String used = held.get("last_used_at");
            if (created != null && used != null && !held.containsKey("ended")) {
                sessions.add(new Session(
                        family,
                        held.getOrDefault("device", ""),
                        held.getOrDefault("address", ""),
                        instant(created),
                        instant(used)));
            }
        }
        sessions.sort(Comparator.comparing(Session::lastUsedAt).reversed());
        return sessions;
    }

    private void index(UUID adminId, UUID family) {
        redis.opsForZSet()
                .add(
                        INDEX + adminId,
                        family.toString(),
                        clock.instant().plus(LIFETIME).toEpochMilli());
        redis.expire(INDEX + adminId, LIFETIME);
    }

    private static String key(UUID adminId, UUID family) {
        return TOKENS + adminId + ":" + family;
    }

    private String now() {
        return Long.toString(clock.millis());
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}

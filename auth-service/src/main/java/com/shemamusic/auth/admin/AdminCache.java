package com.shemamusic.auth.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.auth.client.user.AdminProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Admins by uid in Redis ({@code spec/data.md}); with Redis down nothing is cached. */
@Component
class AdminCache {

    private static final Logger LOG = LoggerFactory.getLogger(AdminCache.class);
    // Under a minute, so that with what the gateway keeps a removed admin is still out within one.
    private static final Duration KEPT = Duration.ofSeconds(45);
    private static final String BY_UID = "user:uid:";
    private static final String UID_OF = "user:uid-of:";
    private final StringRedisTemplate redis;
    private final ObjectMapper mapper;

    AdminCache(StringRedisTemplate redis, ObjectMapper mapper) {
        this.redis = redis;
        this.mapper = mapper;
    }

    Optional<AdminProfile> find(String uid) {
        try {
            String json = redis.opsForValue().get(BY_UID + uid);
            return json == null ? Optional.empty() : Optional.of(mapper.readValue(json, AdminProfile.class));
        } catch (DataAccessException | JsonProcessingException unreadable) {
            LOG.debug("No cached admin", unreadable);
            return Optional.empty();
        }
    }

    void put(String uid, AdminProfile profile) {
        try {
            redis.opsForValue().set(UID_OF + profile.id(), uid, KEPT);
            redis.opsForValue().set(BY_UID + uid, mapper.writeValueAsString(profile), KEPT);
        } catch (DataAccessException | JsonProcessingException skipped) {
            LOG.debug("Admin not cached", skipped);
        }
    }

    void drop(UUID id) {
        try {
            String uid = redis.opsForValue().get(UID_OF + id);
            if (uid != null) {
                redis.delete(BY_UID + uid);
            }
        } catch (DataAccessException gone) {
            LOG.debug("Admin not dropped; it is forgotten in {}", KEPT, gone);
        }
    }
}

package com.shemamusic.enrollment.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IdempotencyRepository {

    private final JdbcClient jdbc;

    IdempotencyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers at once, where an insert of a key at work would wait for it; a crash of the owner frees the lock. */
    boolean tryLock(KeyedRequest request) {
        byte[] name = (request.scope() + "\n" + request.key()).getBytes(StandardCharsets.UTF_8);
        UUID digest = UUID.nameUUIDFromBytes(name);
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", digest.getMostSignificantBits() ^ digest.getLeastSignificantBits())
                .query(Boolean.class)
                .single();
    }

    Optional<StoredAnswer> find(KeyedRequest request) {
        return jdbc.sql("""
                        select request_hash, response::text as response from idempotency_keys
                        where scope = :scope and key = :key and created_at > now() - interval '24 hours'
                        """)
                .param("scope", request.scope())
                .param("key", request.key())
                .query((rs, n) -> new StoredAnswer(rs.getBytes("request_hash"), rs.getString("response")))
                .optional();
    }

    /** Stores the answer, over one that is older than its 24 hours; false when one stands. */
    boolean insert(KeyedRequest request, String json) {
        return jdbc.sql("""
                        insert into idempotency_keys as known (scope, key, request_hash, response)
                        values (:scope, :key, :hash, cast(:response as jsonb))
                        on conflict (scope, key) do update
                            set request_hash = excluded.request_hash, response = excluded.response, created_at = now()
                            where known.created_at <= now() - interval '24 hours'
                        """)
                        .param("scope", request.scope())
                        .param("key", request.key())
                        .param("hash", request.hash())
                        .param("response", json)
                        .update()
                == 1;
    }

    int prune() {
        return jdbc.sql("delete from idempotency_keys where created_at <= now() - interval '24 hours'")
                .update();
    }
}

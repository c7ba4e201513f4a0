package com.shemamusic.shared.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.event.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dead-letter table: the record of what this service could not act on. */
class DeadLetterStore {

    private static final String COLUMNS = "event_id, channel, event::text as event, error, attempts, failed_at";

    private final JdbcClient jdbc;
    private final String table;

    DeadLetterStore(JdbcClient jdbc, String tablesPrefix) {
        this.jdbc = jdbc;
        this.table = tablesPrefix + "_dead_letters";
    }

    DeadLetter add(UUID eventId, String channel, String event, String error, int attempts) {
        return jdbc.sql("""
                insert into %s as d (event_id, channel, event, error, attempts)
                values (:id, :channel, cast(:event as jsonb), :error, :attempts)
                on conflict (event_id) do update set error = excluded.error, attempts = d.attempts + excluded.attempts,
                    failed_at = now(), replayed_at = null
                returning %s
                """.formatted(table, COLUMNS))
                .param("id", eventId)
                .param("channel", channel)
                .param("event", event)
                .param("error", error)
                .param("attempts", attempts)
                .query(DeadLetterStore::map)
                .single();
    }

    Optional<DeadLetter> find(UUID eventId) {
        return jdbc.sql("select %s from %s where event_id = :id".formatted(COLUMNS, table))
                .param("id", eventId)
                .query(DeadLetterStore::map)
                .optional();
    }

    List<DeadLetter> newest(int limit) {
        return jdbc.sql("""
                select %s from %s where replayed_at is null order by failed_at desc, event_id limit :limit
                """.formatted(COLUMNS, table))
                .param("limit", limit)
                .query(DeadLetterStore::map)
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from %s where replayed_at is null".formatted(table))
                .query(Integer.class)
                .single();
    }

    void replayed(UUID eventId) {
        jdbc.sql("update %s set replayed_at = coalesce(replayed_at, now()) where event_id = :id".formatted(table))
                .param("id", eventId)
                .update();
    }

    int prune(Duration keep) {
        return jdbc.sql("delete from %s where failed_at < now() - :keep * interval '1 millisecond'".formatted(table))
                .param("keep", keep.toMillis())
                .update();
    }

    private static DeadLetter map(ResultSet rs, int row) throws SQLException {
        return new DeadLetter(
                rs.getObject("event_id", UUID.class),
                rs.getString("channel"),
                EventJson.read(rs.getString("event"), JsonNode.class),
                rs.getString("error"),
                rs.getInt("attempts"),
                rs.getObject("failed_at", OffsetDateTime.class).toInstant());
    }
}

package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox table. A row waits while {@code sent_at} is null. {@code claimed_until} is the lease of the relay that is sending
 * it, and {@code infinity} once every consumer group has the entry: such a row is settled, Redis may forget it.
 */
class OutboxStore {

    /** Rows a relay may send until the lease ends; the lease is also the proof that it still may record them. */
    record Claim(OffsetDateTime until, List<OutboxRow> rows) {}

    /** A sent row and where it stands in its stream. */
    record Sent(OutboxRow row, String streamId) {}

    /** How many rows wait, and for how long the oldest does. */
    record Backlog(long unsent, double oldestSeconds) {}

    private final JdbcClient jdbc;
    private final String table;

    OutboxStore(JdbcClient jdbc, String tablesPrefix) {
        this.jdbc = jdbc;
        this.table = tablesPrefix + "_outbox";
    }

    void insert(String channel, List<EventEnvelope> events) {
        // The wall clock, not the start of the transaction: of two changes of one aggregate the later one sorts later.
        jdbc.sql("""
                insert into %s (id, channel, domain, payload, aggregate_id, created_at)
                select x.id, :channel, :domain, x.payload, x.aggregate_id, clock_timestamp()
                from unnest(cast(:ids as uuid[]), cast(:payloads as jsonb[]), cast(:aggregateIds as uuid[]))
                     with ordinality as x (id, payload, aggregate_id, place)
                order by x.place
                """.formatted(table))
                .param("ids", texts(events, event -> event.eventId().toString()))
                .param("channel", channel)
                .param("domain", Channels.domain(channel))
                .param("payloads", texts(events, EventJson::write))
                .param("aggregateIds", texts(events, event -> text(event.aggregateId())))
                .update();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String[] texts(
            List<EventEnvelope> events, Function<EventEnvelope, @Nullable String> text) {
        return events.stream().map(text).toArray(String[]::new);
    }

    /** Takes rows that wait, skipping what another relay takes: commit order is not id order, so nothing is passed by. */
    Claim claim(int limit, Duration lease) {
        record Row(OutboxRow row, OffsetDateTime until) {}
        List<Row> rows = jdbc.sql("""
                with due as (
                    select id from %1$s
                    where sent_at is null and (claimed_until is null or claimed_until < now())
                    order by created_at, id limit :limit for update skip locked)
                update %1$s o set claimed_until = now() + :lease * interval '1 millisecond'
                from due where o.id = due.id
                returning o.id, o.channel, o.domain, o.payload::text as payload, o.created_at, o.claimed_until
                """.formatted(table))
                .param("limit", limit)
                .param("lease", lease.toMillis())
                .query((rs, n) -> new Row(map(rs), rs.getObject("claimed_until", OffsetDateTime.class)))
                .list();
        List<OutboxRow> ordered = rows.stream()
                .map(Row::row)
                .sorted(Comparator.comparing(OutboxRow::createdAt)
                        .thenComparing(row -> row.id().toString()))
                .toList();
        return new Claim(rows.isEmpty() ? OffsetDateTime.MIN : rows.getFirst().until(), ordered);
    }

    /** Gives rows back that could not be sent. */
    void release(Claim claim, Collection<OutboxRow> rows) {
        jdbc.sql("""
                update %s set claimed_until = null
                where id = any(cast(:ids as uuid[])) and sent_at is null and claimed_until = :until
                """.formatted(table))
                .param("ids", ids(rows))
                .param("until", claim.until())
                .update();
    }

    /** Records what was sent, but only rows whose claim still stands; the others will be sent again. */
    int recordSent(Claim claim, Map<OutboxRow, String> streamIds) {
        List<Map.Entry<OutboxRow, String>> entries = List.copyOf(streamIds.entrySet());
        return jdbc.sql("""
                update %s o set sent_at = clock_timestamp(), stream_id = x.stream_id, claimed_until = null
                from unnest(cast(:ids as uuid[]), cast(:streamIds as text[])) as x (id, stream_id)
                where o.id = x.id and o.sent_at is null and o.claimed_until = :until
                """.formatted(table))
                .param("ids", ids(entries.stream().map(Map.Entry::getKey).toList()))
                .param("streamIds", entries.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param("until", claim.until())
                .update();
    }

    /** Takes the claims of a domain from all relays, so that none records a row as sent that a check has not seen. */
    void breakClaims(String domain) {
        jdbc.sql(
                        "update %s set claimed_until = null where sent_at is null and domain = :domain and claimed_until is not null"
                                .formatted(table))
                .param("domain", domain)
                .update();
    }

    /** Sent rows of a domain that are not settled, in pages by id. */
    List<Sent> unsettled(String domain, UUID after, int limit) {
        return jdbc.sql("""
                select id, channel, domain, payload::text as payload, created_at, stream_id from %s
                where domain = :domain and sent_at is not null and claimed_until is null and id > :after
                order by id limit :limit
                """.formatted(table))
                .param("domain", domain)
                .param("after", after)
                .param("limit", limit)
                .query((rs, n) -> new Sent(map(rs), rs.getString("stream_id")))
                .list();
    }

    /** Notes where entries stand after they were appended again. */
    void moved(Map<OutboxRow, String> streamIds) {
        List<Map.Entry<OutboxRow, String>> entries = List.copyOf(streamIds.entrySet());
        jdbc.sql("""
                update %s o set stream_id = x.stream_id
                from unnest(cast(:ids as uuid[]), cast(:streamIds as text[])) as x (id, stream_id) where o.id = x.id
                """.formatted(table))
                .param("ids", ids(entries.stream().map(Map.Entry::getKey).toList()))
                .param("streamIds", entries.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .update();
    }

    /** Settles the sent rows whose entry stands before the given one. */
    void settle(String domain, StreamId before) {
        jdbc.sql("""
                update %s set claimed_until = 'infinity'
                where domain = :domain and sent_at is not null and claimed_until is null
                  and (split_part(stream_id, '-', 1)::bigint, split_part(stream_id, '-', 2)::bigint) < (:millis, :sequence)
                """.formatted(table))
                .param("domain", domain)
                .param("millis", before.millis())
                .param("sequence", before.sequence())
                .update();
    }

    List<String> domains() {
        return jdbc.sql("select distinct domain from %s".formatted(table))
                .query(String.class)
                .list();
    }

    Backlog backlog() {
        return jdbc.sql("""
                select count(*) as unsent, coalesce(extract(epoch from now() - min(created_at)), 0) as oldest_seconds
                from %s where sent_at is null
                """.formatted(table)).query(Backlog.class).single();
    }

    int prune(Duration keep) {
        return jdbc.sql("delete from %s where sent_at < now() - :keep * interval '1 millisecond'".formatted(table))
                .param("keep", keep.toMillis())
                .update();
    }

    private static OutboxRow map(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new OutboxRow(
                rs.getObject("id", UUID.class),
                rs.getString("channel"),
                rs.getString("domain"),
                rs.getString("payload"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static String[] ids(Collection<OutboxRow> rows) {
        return rows.stream().map(row -> row.id().toString()).toArray(String[]::new);
    }
}

package com.shemamusic.enrollment.notification;

import com.fasterxml.jackson.core.type.TypeReference;
import com.shemamusic.enrollment.StoredJson;
import com.shemamusic.enrollment.notification.MessageChannel.Lasts;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class NotificationRepository {

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};
    private static final String COLUMNS =
            "id, kind, channel, recipient, language, status, attempts, last_error, created_at, sent_at";
    private static final int MOST_DOUBTS = 3;
    private final JdbcClient jdbc;
    private final StoredJson json;
    private final Duration lease;
    private final Duration pause;

    NotificationRepository(JdbcClient jdbc, StoredJson json, NotificationProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.lease = properties.lease();
        this.pause = properties.pause();
    }

    /** Adds a message unless it was added before: each kind reaches each recipient once for an occasion. */
    void add(
            MessageKind kind,
            UUID eventId,
            UUID occasion,
            @Nullable UUID enrollmentId,
            String channel,
            String recipient,
            String language,
            Map<String, String> facts) {
        jdbc.sql("""
                insert into notifications
                    (id, event_id, occasion, enrollment_id, kind, channel, recipient, language, facts)
                values (:id, :eventId, :occasion, :enrollmentId, :kind, :channel, :recipient, :language,
                    cast(:facts as jsonb))
                on conflict (occasion, kind, channel, recipient) do nothing
                """)
                .param("id", Ids.next())
                .param("eventId", eventId)
                .param("occasion", occasion)
                .param("enrollmentId", enrollmentId)
                .param("kind", kind.text())
                .param("channel", channel)
                .param("recipient", recipient)
                .param("language", language)
                .param("facts", json.write(facts))
                .update();
    }

    /** Takes messages whose turn it is; the pause until the next try is set already, so a crash costs only that. */
    List<OutgoingMessage> claim(String channel, int limit) {
        return jdbc.sql("""
                        with due as (
                            select id from notifications
                            where status = 'waiting' and next_at <= now() and channel = :channel
                            order by next_at limit :limit for update skip locked)
                        update notifications n set attempts = attempts + 1,
                            next_at = now() + greatest(:lease, least(5 * power(2, least(attempts, 10)), 300)) * interval '1 second'
                        from due where n.id = due.id
                        returning n.id, n.event_id, n.kind, n.channel, n.recipient, n.language, n.facts
                        """)
                .param("channel", channel)
                .param("limit", limit)
                .param("lease", lease.toSeconds())
                .query((rs, n) -> new OutgoingMessage(
                        rs.getObject("id", UUID.class),
                        rs.getObject("event_id", UUID.class),
                        MessageKind.of(rs.getString("kind")),
                        rs.getString("channel"),
                        rs.getString("recipient"),
                        rs.getString("language"),
                        json.read(rs.getString("facts"), FACTS)))
                .list();
    }

    void sent(List<UUID> ids) {
        jdbc.sql("""
                update notifications set status = 'sent', sent_at = now(), last_error = null
                where id = any(:ids) and status <> 'sent'
                """).param("ids", ids.toArray(UUID[]::new)).update();
    }

    /** Notes a failure: tried again after 5 s, 10 s … 5 min, for a day, a few times or as long as nothing gets through. */
    void failed(UUID id, String error, Lasts lasts) {
        jdbc.sql("""
                update notifications set last_error = :error,
                    doubts = doubts + case when :lasts = 'A_FEW_TIMES' then 1 else 0 end,
                    status = case when :lasts = 'FOR_EVER'
                        or :lasts = 'A_FEW_TIMES' and doubts + 1 >= :mostDoubts
                        or :lasts = 'A_WHILE' and created_at < now() - interval '24 hours' then 'failed' else status end,
                    next_at = now() + least(power(2, least(attempts - 1, 10)), 60) * :pause * interval '1 millisecond'
                where id = :id and status = 'waiting'
                """)
                .param("error", error)
                .param("mostDoubts", MOST_DOUBTS)
                .param("lasts", lasts.name())
                .param("pause", pause.toMillis())
                .param("id", id)
                .update();
    }

    /** Lets a message be tried again at once. */
    Notification retry(UUID id) {
        jdbc.sql("update notifications set status = 'waiting', next_at = now() where id = :id and status <> 'sent'")
                .param("id", id)
                .update();
        Notification found = jdbc.sql("select " + COLUMNS + " from notifications where id = :id")
                .param("id", id)
                .query((rs, n) -> map(rs))
                .optional()
                .orElseThrow(() -> ApiException.notFound("NOTIFICATION_NOT_FOUND"));
        if (found.status().equals("sent")) {
            throw ApiException.conflict("NOTIFICATION_ALREADY_SENT");
        }
        return found;
    }

    Page<Notification> page(@Nullable String status, @Nullable String recipient, Paging paging) {
        return ListQuery.of(COLUMNS, "notifications")
                .where("status = :status", "status", status)
                .where(
                        "lower(recipient) = :recipient",
                        "recipient",
                        recipient == null ? null : recipient.toLowerCase(Locale.ROOT))
                .sort("created_at", "created_at", "timestamptz")
                .defaultSort("-created_at")
                .page(jdbc, paging, (rs, n) -> map(rs));
    }

    private static Notification map(ResultSet rs) throws SQLException {
        Timestamp sent = rs.getTimestamp("sent_at");
        return new Notification(
                rs.getObject("id", UUID.class),
                MessageKind.of(rs.getString("kind")),
                rs.getString("channel"),
                rs.getString("recipient"),
                rs.getString("language"),
                rs.getString("status"),
                rs.getInt("attempts"),
                rs.getString("last_error"),
                rs.getTimestamp("created_at").toInstant(),
                sent == null ? null : sent.toInstant());
    }
}

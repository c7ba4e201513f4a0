package com.shemamusic.chat.session;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code chat_sessions}, read. */
@Repository
class SessionRepository {

    private static final String TABLE = "chat_sessions s";
    private final JdbcClient jdbc;

    SessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, byte[] tokenHash, String guestName, @Nullable String guestEmail, @Nullable String topic) {
        jdbc.sql("""
                        insert into chat_sessions (id, token_hash, guest_name, guest_email, topic)
                        values (:id, :token_hash, :guest_name, :guest_email, :topic)
                        """)
                .param("id", id)
                .param("token_hash", tokenHash)
                .param("guest_name", guestName)
                .param("guest_email", guestEmail)
                .param("topic", topic)
                .update();
    }

    Optional<ChatSession> find(UUID id) {
        return jdbc.sql("select " + SessionRow.COLUMNS + " from chat_sessions s where s.id = :id")
                .param("id", id)
                .query(SessionRow::session)
                .optional();
    }

    Optional<UUID> findByToken(byte[] hash) {
        return jdbc.sql("""
                        select id from chat_sessions
                        where token_hash = :hash and started_at > now() - interval '7 days'
                          and last_activity_at > now() - interval '24 hours'
                        """).param("hash", hash).query(UUID.class).optional();
    }

    Optional<ChangedSession> look(UUID id) {
        return jdbc.sql("select " + SessionRow.COLUMNS + " from chat_sessions s where s.id = :id")
                .param("id", id)
                .query(SessionRow::changed)
                .optional();
    }

    List<ChangedSession> newest(int most) {
        return jdbc.sql("select " + SessionRow.COLUMNS + """
                         from chat_sessions s where s.status = 'active' order by s.last_activity_at desc limit :most
                        """)
                .param("most", most)
                .query(SessionRow::changed)
                .list();
    }

    List<ChatSession> linkedTo(UUID user) {
        return jdbc.sql("select " + SessionRow.COLUMNS + """
                         from chat_sessions s where s.user_id = :user order by s.started_at, s.id
                        """)
                .param("user", user)
                .query(SessionRow::session)
                .list();
    }

    List<SessionState> open() {
        return jdbc.sql("select " + SessionRow.STATE + " from chat_sessions s where s.status = 'active'")
                .query(SessionRow::state)
                .list();
    }

    List<SessionState> begun(Duration ago) {
        return jdbc.sql("select " + SessionRow.STATE + """
                         from chat_sessions s
                        where s.status = 'active' and s.started_at > now() - make_interval(secs => :ago)
                        """)
                .param("ago", (double) ago.toSeconds())
                .query(SessionRow::state)
                .list();
    }

    List<SessionState> states(Collection<UUID> ids) {
        return jdbc.sql("select " + SessionRow.STATE + " from chat_sessions s where s.id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(SessionRow::state)
                .list();
    }

    Page<ChatSession> page(SessionFilter filter, Paging paging) {
        String part = filter.q() == null ? null : "%" + filter.q().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return ListQuery.of(SessionRow.COLUMNS, TABLE)
                .where("s.status = :status", "status", text(filter.status()))
                .where("s.assigned_to_id = :assigned_to", "assigned_to", filter.assignedTo())
                .where("(s.unread_count > 0) = :unread", "unread", filter.unread())
                .where("""
                        s.id in (select m.session_id from chat_messages m where m.message ilike :part
                                 union select g.id from chat_sessions g where g.guest_name ilike :part)""", "part", part)
                .sort("last_activity_at", "s.last_activity_at", "timestamptz")
                .sort("started_at", "s.started_at", "timestamptz")
                .defaultSort("-last_activity_at")
                .id("s.id")
                .page(jdbc, paging, SessionRow::session);
    }

    /** Open sessions, the longest unanswered first. */
    Page<ChatSession> active(Paging paging) {
        return ListQuery.of(SessionRow.COLUMNS, TABLE)
                .where("s.status = 'active'")
                .sort("waiting_since", "coalesce(s.waiting_since, 'infinity'::timestamptz)", "timestamptz")
                .sort("last_activity_at", "s.last_activity_at", "timestamptz")
                .sort("started_at", "s.started_at", "timestamptz")
                .id("s.id")
                .page(jdbc, paging, SessionRow::session);
    }

    private static @Nullable String text(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}

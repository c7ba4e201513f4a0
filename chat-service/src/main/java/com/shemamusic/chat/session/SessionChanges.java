package com.shemamusic.chat.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code chat_sessions}, changed; every change but presence counts up {@code rev}. */
@Repository
class SessionChanges {

    private static final int CLOSED_AT_ONCE = 200;
    private static final String RETURNING = " returning " + SessionRow.COLUMNS;
    private final JdbcClient jdbc;

    SessionChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ends an open session. */
    Optional<ChangedSession> close(UUID id, CloseReason reason) {
        return jdbc.sql("""
                        update chat_sessions s
                        set status = 'closed', closed_at = now(), close_reason = :reason, waiting_since = null,
                            online_until = null, rev = rev + 1
                        where s.id = :id and s.status = 'active'
                        """ + RETURNING)
                .param("id", id)
                .param("reason", reason.text())
                .query(SessionRow::changed)
                .optional();
    }

    /** Ends open sessions in which nobody has written for that long; those another replica ends just now are left to it. */
    List<ChangedSession> closeIdle(Duration idle) {
        return jdbc.sql("""
                        update chat_sessions s
                        set status = 'closed', closed_at = now(), close_reason = 'idle', waiting_since = null,
                            online_until = null, rev = rev + 1
                        where s.status = 'active' and s.id in (
                            select i.id from chat_sessions i
                            where i.status = 'active' and i.last_activity_at <= now() - make_interval(secs => :idle)
                            order by i.last_activity_at limit :most for update skip locked)
                        """ + RETURNING)
                .param("idle", idle.toMillis() / 1000.0)
                .param("most", CLOSED_AT_ONCE)
                .query(SessionRow::changed)
                .list();
    }

    /** Ends the open sessions linked to a user; locked in the order in which those who write lock them. */
    List<ChangedSession> closeLinked(UUID user) {
        return jdbc.sql("""
                        update chat_sessions s
                        set status = 'closed', closed_at = now(), close_reason = 'admin', waiting_since = null,
                            online_until = null, rev = rev + 1
                        where s.status = 'active' and s.id in (
                            select i.id from chat_sessions i where i.user_id = :user order by i.id for update)
                        """ + RETURNING)
                .param("user", user)
                .query(SessionRow::changed)
                .list();
    }

    /** Gives an open session to an admin; one that another has only when {@code takeOver}. */
    Optional<ChangedSession> assign(UUID id, UUID admin, String name, boolean takeOver) {
        return jdbc.sql("""
                        update chat_sessions s set assigned_to_id = :admin, assigned_to_name = :name, rev = rev + 1
                        where s.id = :id and s.status = 'active'
                          and (s.assigned_to_id is null or s.assigned_to_id = :admin or :take_over)
                        """ + RETURNING)
                .param("id", id)
                .param("admin", admin)
                .param("name", name)
                .param("take_over", takeOver)
                .query(SessionRow::changed)
                .optional();
    }

    /** Gives back a session this admin has. */
    Optional<ChangedSession> release(UUID id, UUID admin) {
        return jdbc.sql("""
                        update chat_sessions s set assigned_to_id = null, assigned_to_name = null, rev = rev + 1
                        where s.id = :id and s.status = 'active' and s.assigned_to_id = :admin
                        """ + RETURNING)
                .param("id", id)
                .param("admin", admin)
                .query(SessionRow::changed)
                .optional();
    }

    /** The name under which an admin was last seen here. */
    Optional<String> nameOf(UUID admin) {
        return jdbc.sql("""
                        (select sender_name from chat_messages where sender_id = :admin order by sent_at desc limit 1)
                        union all
                        (select assigned_to_name from chat_sessions where assigned_to_id = :admin
                         order by last_activity_at desc limit 1)
                        limit 1
                        """).param("admin", admin).query(String.class).optional();
    }

    Optional<ChangedSession> link(UUID id, UUID user) {
        return jdbc.sql("update chat_sessions s set user_id = :user, rev = rev + 1 where s.id = :id" + RETURNING)
                .param("id", id)
                .param("user", user)
                .query(SessionRow::changed)
                .optional();
    }

    /** Says that the guests of these sessions are here, for that long; returns those that were not. */
    List<UUID> here(Collection<UUID> ids, Duration hold) {
        return jdbc
                .sql("""
                        with before as (
                            select id, coalesce(online_until > now(), false) as online from chat_sessions
                            where id = any(:ids) and status = 'active' order by id for update)
                        update chat_sessions s set online_until = now() + make_interval(secs => :hold)
                        from before where s.id = before.id
                        returning case when before.online then null else s.id end as came
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("hold", (double) hold.toSeconds())
                .query((rs, row) -> Optional.ofNullable(rs.getObject("came", UUID.class)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void gone(UUID id) {
        jdbc.sql("update chat_sessions set online_until = null where id = :id and online_until is not null")
                .param("id", id)
                .update();
    }

    /** Removes sessions closed long ago, messages included; returns how many. */
    int prune(Duration keep, int most) {
        return jdbc.sql("""
                        delete from chat_sessions where id in (
                            select id from chat_sessions where closed_at < now() - make_interval(secs => :keep)
                            order by closed_at limit :most)
                        """)
                .param("keep", (double) keep.toSeconds())
                .param("most", most)
                .update();
    }
}

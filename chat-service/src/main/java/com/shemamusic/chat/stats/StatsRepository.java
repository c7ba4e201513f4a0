package com.shemamusic.chat.stats;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts over {@code chat_sessions}. */
@Repository
class StatsRepository {

    private final JdbcClient jdbc;

    StatsRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ChatStats count(Instant today) {
        return jdbc.sql("""
                        select a.active, a.waiting, a.unread, c.closed, f.median
                        from (select count(*) as active, count(waiting_since) as waiting,
                                     coalesce(sum(unread_count), 0) as unread
                              from chat_sessions where status = 'active') a,
                             (select count(*) as closed from chat_sessions where closed_at >= :today) c,
                             (select round(percentile_cont(0.5) within group
                                         (order by extract(epoch from first_reply_at - first_guest_message_at)))::bigint as median
                              from chat_sessions
                              where started_at > now() - interval '30 days' and first_reply_at >= first_guest_message_at) f
                        """)
                .param("today", OffsetDateTime.ofInstant(today, ZoneOffset.UTC))
                .query((rs, row) -> new ChatStats(
                        rs.getLong("active"),
                        rs.getLong("waiting"),
                        rs.getLong("unread"),
                        rs.getLong("closed"),
                        rs.getObject("median", Long.class)))
                .single();
    }
}

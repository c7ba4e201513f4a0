package com.shemamusic.chat.message;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Many messages of many sessions stored at once, and the counters of the sessions that go with them. */
@Repository
class MessageStore {

    /** The database's time, and which of the messages it has already. */
    record Known(OffsetDateTime now, List<ChatMessage> messages) {}

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks these sessions, in one order everywhere, until the transaction ends: numbers are in the order of commits and none is
     * left out.
     */
    Map<UUID, Standing> lock(Collection<UUID> sessions) {
        return jdbc
                .sql("""
                        select id, status, rev, guest_name, last_seq, unread_count, waiting_since, first_guest_message_at,
                               first_reply_at
                        from chat_sessions where id = any(:ids) order by id for no key update
                        """)
                .param("ids", sessions.toArray(UUID[]::new))
                .query((rs, row) -> new Standing(
                        Objects.requireNonNull(rs.getObject("id", UUID.class)),
                        "closed".equals(rs.getString("status")),
                        rs.getLong("rev"),
                        rs.getString("guest_name"),
                        rs.getLong("last_seq"),
                        rs.getInt("unread_count"),
                        rs.getObject("waiting_since", OffsetDateTime.class),
                        rs.getObject("first_guest_message_at", OffsetDateTime.class),
                        rs.getObject("first_reply_at", OffsetDateTime.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Standing::session, Function.identity()));
    }

    /** The messages stored under these ids of their senders; what holds the sessions' locks sees all there are. */
    Known known(List<UUID> sessions, List<String> clientIds) {
        List<Map.Entry<OffsetDateTime, Optional<ChatMessage>>> rows = jdbc.sql("""
                        select t.now, m.session_id, m.seq, m.id, m.client_message_id, m.sender_role, m.sender_id,
                               m.sender_name, m.message, m.sent_at
                        from (select clock_timestamp() as now) t
                        left join (unnest(:sessions, :client_ids) as x (session_id, client_id)
                                   join chat_messages m on m.session_id = x.session_id and m.client_message_id = x.client_id)
                             on true
                        """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("client_ids", clientIds.toArray(String[]::new))
                .query((rs, row) -> Map.entry(
                        Objects.requireNonNull(rs.getObject("now", OffsetDateTime.class)),
                        rs.getObject("id") == null
                                ? Optional.<ChatMessage>empty()
                                : Optional.of(MessageRepository.message(rs, row))))
                .list();
        return new Known(
                rows.getFirst().getKey(),
                rows.stream().flatMap(row -> row.getValue().stream()).toList());
    }

    /** Stores messages and what they change in their sessions, whose rows are locked. */
    void store(List<ChatMessage> messages, List<Standing> sessions, OffsetDateTime at) {
        jdbc.sql("""
                        with stored as (
                            insert into chat_messages (id, session_id, seq, client_message_id, sender_role, sender_id,
                                                       sender_name, message, sent_at)
                            select x.*, :at
                            from unnest(:ids, :session_ids, :seqs, :client_ids, :roles, :senders, :names, :texts) as x)
                        update chat_sessions s
                        set last_seq = n.last_seq, last_message = n.message, last_message_role = n.role,
                            last_message_at = :at, last_activity_at = :at, unread_count = n.unread,
                            waiting_since = n.waiting, first_guest_message_at = n.first_asked, first_reply_at = n.replied
                        from unnest(:changed, :last_seqs, :last_texts, :last_roles, :unreads,
                                    cast(:waitings as timestamptz[]), cast(:first_askeds as timestamptz[]),
                                    cast(:replieds as timestamptz[]))
                             as n (id, last_seq, message, role, unread, waiting, first_asked, replied)
                        where s.id = n.id
                        """)
                .param("at", at)
                .param("ids", array(messages, ChatMessage::messageId, UUID[]::new))
                .param("session_ids", array(messages, ChatMessage::sessionId, UUID[]::new))
                .param("seqs", array(messages, ChatMessage::seq, Long[]::new))
                .param("client_ids", array(messages, ChatMessage::clientMessageId, String[]::new))
                .param("roles", array(messages, message -> message.senderRole().text(), String[]::new))
                .param("senders", array(messages, ChatMessage::senderId, UUID[]::new))
                .param("names", array(messages, ChatMessage::senderName, String[]::new))
                .param("texts", array(messages, ChatMessage::message, String[]::new))
                .param("changed", array(sessions, Standing::session, UUID[]::new))
                .param("last_seqs", array(sessions, session -> session.nextSeq() - 1, Long[]::new))
                .param("last_texts", array(sessions, session -> session.last().message(), String[]::new))
                .param(
                        "last_roles",
                        array(sessions, session -> session.last().senderRole().text(), String[]::new))
                .param("unreads", array(sessions, Standing::unread, Integer[]::new))
                .param("waitings", array(sessions, session -> text(session.waitingSince()), String[]::new))
                .param("first_askeds", array(sessions, session -> text(session.firstGuestMessage()), String[]::new))
                .param("replieds", array(sessions, session -> text(session.firstReply()), String[]::new))
                .update();
    }

    private static <A, B extends @Nullable Object> B[] array(
            List<A> rows, Function<A, B> column, IntFunction<B[]> make) {
        return rows.stream().map(column).toArray(make);
    }

    private static @Nullable String text(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toString();
    }
}

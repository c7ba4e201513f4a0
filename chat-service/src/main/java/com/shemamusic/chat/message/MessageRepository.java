package com.shemamusic.chat.message;

import com.shemamusic.chat.session.Participant;
import com.shemamusic.chat.session.SenderRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code chat_messages}, and the counters of its session that go with every message. */
@Repository
class MessageRepository {

    /** The place a message got in its session. */
    record Place(long seq, long rev, String guestName, OffsetDateTime at) {}

    /** How far a side has read now. */
    record ReadMark(long upToSeq, long rev, long lastSeq) {}

    private static final String COLUMNS =
            "select session_id, seq, id, client_message_id, sender_role, sender_id, sender_name, message, sent_at from chat_messages ";
    private final JdbcClient jdbc;

    MessageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ChatMessage> find(UUID session, String clientMessageId) {
        return jdbc.sql(COLUMNS + "where session_id = :session and client_message_id = :client_id")
                .param("session", session)
                .param("client_id", clientMessageId)
                .query(MessageRepository::message)
                .optional();
    }

    /**
     * Takes the next number of an open session, which keeps other senders waiting until the transaction ends: numbers are in the
     * order of commits and none is left out.
     */
    Optional<Place> takePlace(UUID session, SenderRole role, String message) {
        return jdbc.sql("""
                        update chat_sessions s
                        set last_seq = last_seq + 1, last_message = :message, last_message_role = :role,
                            last_message_at = clock_timestamp(), last_activity_at = clock_timestamp(),
                            unread_count = unread_count + case when :role = 'guest' then 1 else 0 end,
                            waiting_since = case :role when 'guest' then coalesce(waiting_since, clock_timestamp())
                                                       when 'admin' then null else waiting_since end,
                            first_guest_message_at = case when :role = 'guest'
                                then coalesce(first_guest_message_at, clock_timestamp()) else first_guest_message_at end,
                            first_reply_at = case when :role = 'admin' and first_guest_message_at is not null
                                then coalesce(first_reply_at, clock_timestamp()) else first_reply_at end
                        where id = :session and status = 'active'
                        returning last_seq, rev, guest_name, last_message_at
                        """)
                .param("session", session)
                .param("role", role.text())
                .param("message", message)
                .query((rs, row) -> new Place(
                        rs.getLong("last_seq"),
                        rs.getLong("rev"),
                        rs.getString("guest_name"),
                        Objects.requireNonNull(rs.getObject("last_message_at", OffsetDateTime.class))))
                .optional();
    }

    /** Stores a message unless its sender's id for it is known; returns whether it did. */
    boolean insert(ChatMessage message, OffsetDateTime at) {
        return jdbc.sql("""
                        insert into chat_messages (id, session_id, seq, client_message_id, sender_role, sender_id,
                                                   sender_name, message, sent_at)
                        values (:id, :session, :seq, :client_id, :role, :sender, :name, :message, :at)
                        on conflict (session_id, client_message_id) do nothing
                        """)
                        .param("id", message.messageId())
                        .param("session", message.sessionId())
                        .param("seq", message.seq())
                        .param("client_id", message.clientMessageId())
                        .param("role", message.senderRole().text())
                        .param("sender", message.senderId())
                        .param("name", message.senderName())
                        .param("message", message.message())
                        .param("at", at)
                        .update()
                == 1;
    }

    /** Messages after one number, oldest first. */
    List<ChatMessage> after(UUID session, long afterSeq, @Nullable Long beforeSeq, int limit) {
        return jdbc.sql(COLUMNS + """
                        where session_id = :session and seq > :after and seq < :before order by seq limit :limit
                        """)
                .param("session", session)
                .param("after", afterSeq)
                .param("before", beforeSeq == null ? Long.MAX_VALUE : beforeSeq)
                .param("limit", limit)
                .query(MessageRepository::message)
                .list();
    }

    /** The last messages before one number, oldest first. */
    List<ChatMessage> before(UUID session, long beforeSeq, int limit) {
        return jdbc.sql(COLUMNS + """
                        where session_id = :session and seq < :before order by seq desc limit :limit
                        """)
                .param("session", session)
                .param("before", beforeSeq)
                .param("limit", limit)
                .query(MessageRepository::message)
                .list()
                .reversed();
    }

    /** Everything that was said in these sessions. */
    List<ChatMessage> all(Collection<UUID> sessions) {
        return jdbc.sql(COLUMNS + "where session_id = any(:sessions) order by session_id, seq")
                .param("sessions", sessions.toArray(UUID[]::new))
                .query(MessageRepository::message)
                .list();
    }

    /** How far a side has read; empty when it stands there already. */
    Optional<ReadMark> read(UUID session, Participant reader, long upToSeq) {
        boolean guest = reader.role() == SenderRole.GUEST;
        String sql = guest ? """
                        update chat_sessions set guest_read_seq = least(:up_to, last_seq), rev = rev + 1
                        where id = :session and least(:up_to, last_seq) > guest_read_seq
                        returning guest_read_seq as up_to, rev, last_seq
                        """ : """
                        update chat_sessions s set admin_read_seq = least(:up_to, last_seq), rev = rev + 1,
                            unread_count = (select count(*) from chat_messages m where m.session_id = s.id
                                            and m.sender_role = 'guest' and m.seq > least(:up_to, s.last_seq))
                        where id = :session and least(:up_to, last_seq) > admin_read_seq
                        returning admin_read_seq as up_to, rev, last_seq
                        """;
        return jdbc.sql(sql)
                .param("session", session)
                .param("up_to", upToSeq)
                .query((rs, row) -> new ReadMark(rs.getLong("up_to"), rs.getLong("rev"), rs.getLong("last_seq")))
                .optional();
    }

    private static ChatMessage message(ResultSet rs, int row) throws SQLException {
        return new ChatMessage(
                Objects.requireNonNull(rs.getObject("session_id", UUID.class)),
                rs.getLong("seq"),
                Objects.requireNonNull(rs.getObject("id", UUID.class)),
                rs.getString("client_message_id"),
                SenderRole.of(rs.getString("sender_role")),
                rs.getObject("sender_id", UUID.class),
                rs.getString("sender_name"),
                rs.getString("message"),
                Objects.requireNonNull(rs.getObject("sent_at", OffsetDateTime.class))
                        .toInstant());
    }
}

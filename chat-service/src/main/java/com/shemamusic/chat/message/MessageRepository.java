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

/** The table {@code chat_messages}, read, and how far each side has read. */
@Repository
class MessageRepository {

    /** How far a side has read now. */
    record ReadMark(long upToSeq, long rev, long lastSeq) {}

    private static final String COLUMNS =
            "select session_id, seq, id, client_message_id, sender_role, sender_id, sender_name, message, sent_at from chat_messages ";
    private final JdbcClient jdbc;

    MessageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        if (!guest) {
            lock(session);
        }
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

    // Before the statement that counts: one that waits for the row counts what was there before it waited.
    private void lock(UUID session) {
        jdbc.sql("select id from chat_sessions where id = :session for no key update")
                .param("session", session)
                .query(UUID.class)
                .optional();
    }

    static ChatMessage message(ResultSet rs, int row) throws SQLException {
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

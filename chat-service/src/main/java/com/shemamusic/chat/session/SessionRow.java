package com.shemamusic.chat.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How rows of {@code chat_sessions} become objects. */
final class SessionRow {

    static final String COLUMNS = """
             s.id, s.status, s.guest_name, s.guest_email, s.topic, s.user_id, s.assigned_to_id, s.assigned_to_name,
            s.last_seq, s.unread_count, s.rev, s.guest_read_seq, s.admin_read_seq, s.last_message, s.last_message_role,
            s.last_message_at, coalesce(s.online_until > now(), false) as online, s.started_at, s.last_activity_at,
            s.closed_at, s.close_reason
            """;

    /** What {@link #state} reads. */
    static final String STATE = " s.id, s.status, s.last_seq, s.rev, s.guest_read_seq, s.admin_read_seq,"
            + " coalesce(s.online_until > now(), false) as online ";

    private SessionRow() {}

    static ChatSession session(ResultSet rs, int row) throws SQLException {
        String reason = rs.getString("close_reason");
        return new ChatSession(
                id(rs, "id"),
                SessionStatus.valueOf(rs.getString("status").toUpperCase(Locale.ROOT)),
                rs.getString("guest_name"),
                rs.getString("guest_email"),
                rs.getString("topic"),
                rs.getObject("user_id", UUID.class),
                assignee(rs),
                lastMessage(rs),
                rs.getLong("last_seq"),
                rs.getInt("unread_count"),
                rs.getBoolean("online"),
                instant(rs, "started_at"),
                instant(rs, "last_activity_at"),
                optionalInstant(rs, "closed_at"),
                reason == null ? null : CloseReason.valueOf(reason.toUpperCase(Locale.ROOT)));
    }

    static SessionState state(ResultSet rs, int row) throws SQLException {
        return new SessionState(
                id(rs, "id"),
                "closed".equals(rs.getString("status")),
                rs.getLong("last_seq"),
                rs.getLong("rev"),
                rs.getLong("guest_read_seq"),
                rs.getLong("admin_read_seq"),
                rs.getBoolean("online"));
    }

    static ChangedSession changed(ResultSet rs, int row) throws SQLException {
        return new ChangedSession(session(rs, row), state(rs, row));
    }

    private static ChatSession.@Nullable Assignee assignee(ResultSet rs) throws SQLException {
        UUID id = rs.getObject("assigned_to_id", UUID.class);
        return id == null ? null : new ChatSession.Assignee(id, rs.getString("assigned_to_name"));
    }

    private static ChatSession.@Nullable LastMessage lastMessage(ResultSet rs) throws SQLException {
        String message = rs.getString("last_message");
        return message == null
                ? null
                : new ChatSession.LastMessage(
                        message, SenderRole.of(rs.getString("last_message_role")), instant(rs, "last_message_at"));
    }

    private static UUID id(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(rs.getObject(column, UUID.class), column);
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(optionalInstant(rs, column), column);
    }

    private static @Nullable Instant optionalInstant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

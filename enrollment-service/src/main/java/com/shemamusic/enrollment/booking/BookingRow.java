package com.shemamusic.enrollment.booking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A booking as its saga sees it. */
record BookingRow(
        UUID id,
        String status,
        UUID enrollmentId,
        @Nullable UUID studentId,
        UUID courseId,
        UUID firstSlotId,
        @Nullable Instant firstStartsAt,
        boolean firstDropped,
        UUID secondSlotId,
        @Nullable Instant secondStartsAt,
        boolean secondDropped,
        byte[] requestHash,
        @Nullable UUID confirmSlotId,
        @Nullable String confirmScope,
        @Nullable UUID confirmedSlotId,
        boolean stepRuns,
        boolean over,
        Instant expiresAt,
        long version) {

    static final String COLUMNS = """
            b.*, (select e.student_id from enrollments e where e.id = b.enrollment_id) as student_id,
            b.step_until > clock_timestamp() as step_runs, b.expires_at <= clock_timestamp() as over""";

    static BookingRow of(ResultSet rs) throws SQLException {
        return new BookingRow(
                rs.getObject("id", UUID.class),
                rs.getString("status"),
                rs.getObject("enrollment_id", UUID.class),
                rs.getObject("student_id", UUID.class),
                rs.getObject("course_id", UUID.class),
                rs.getObject("first_slot_id", UUID.class),
                time(rs, "first_starts_at"),
                rs.getBoolean("first_dropped"),
                rs.getObject("second_slot_id", UUID.class),
                time(rs, "second_starts_at"),
                rs.getBoolean("second_dropped"),
                rs.getBytes("request_hash"),
                rs.getObject("confirm_slot_id", UUID.class),
                rs.getString("confirm_scope"),
                rs.getObject("confirmed_slot_id", UUID.class),
                rs.getBoolean("step_runs"),
                rs.getBoolean("over"),
                rs.getTimestamp("expires_at").toInstant(),
                rs.getLong("version"));
    }

    private static @Nullable Instant time(ResultSet rs, String column) throws SQLException {
        Timestamp time = rs.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    List<UUID> slots() {
        return List.of(firstSlotId, secondSlotId);
    }

    /** When the class is, as the hold told it. */
    @Nullable
    Instant startsAt(UUID slotId) {
        return slotId.equals(firstSlotId) ? firstStartsAt : secondStartsAt;
    }

    boolean noneLeft() {
        return firstDropped && secondDropped;
    }

    /** Whether an admin may choose this class still. */
    boolean offers(UUID slotId) {
        return slotId.equals(firstSlotId) && !firstDropped || slotId.equals(secondSlotId) && !secondDropped;
    }
}

package com.shemamusic.enrollment.booking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A booking as its saga sees it. */
record BookingRow(
        UUID id,
        String status,
        UUID enrollmentId,
        @Nullable UUID studentId,
        UUID courseId,
        Choice first,
        Choice second,
        byte[] requestHash,
        @Nullable UUID confirmSlotId,
        @Nullable String confirmScope,
        @Nullable UUID confirmedSlotId,
        boolean stepRuns,
        boolean over,
        Instant expiresAt,
        long version) {

    /**
     * One of the two classes.
     *
     * @param startsAt when it is, as the hold told it
     * @param classVersion of the class when it was held
     * @param dropped whether it is no choice any more
     */
    record Choice(
            UUID slotId,
            @Nullable Instant startsAt,
            @Nullable Long classVersion,
            boolean dropped) {

        private static Choice of(ResultSet rs, String which) throws SQLException {
            Timestamp starts = rs.getTimestamp(which + "_starts_at");
            return new Choice(
                    rs.getObject(which + "_slot_id", UUID.class),
                    starts == null ? null : starts.toInstant(),
                    rs.getObject(which + "_class_version", Long.class),
                    rs.getBoolean(which + "_dropped"));
        }
    }

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
                Choice.of(rs, "first"),
                Choice.of(rs, "second"),
                rs.getBytes("request_hash"),
                rs.getObject("confirm_slot_id", UUID.class),
                rs.getString("confirm_scope"),
                rs.getObject("confirmed_slot_id", UUID.class),
                rs.getBoolean("step_runs"),
                rs.getBoolean("over"),
                rs.getTimestamp("expires_at").toInstant(),
                rs.getLong("version"));
    }

    List<UUID> slots() {
        return List.of(first.slotId, second.slotId);
    }

    /** When the class is, as the hold told it. */
    @Nullable
    Instant startsAt(UUID slotId) {
        return choice(slotId).startsAt;
    }

    boolean noneLeft() {
        return first.dropped && second.dropped;
    }

    /** Whether an admin may choose this class still. */
    boolean offers(UUID slotId) {
        return slots().contains(slotId) && !choice(slotId).dropped;
    }

    /** The class the student got, once there is one. */
    Optional<Choice> confirmed() {
        return Optional.ofNullable(confirmedSlotId).map(this::choice);
    }

    private Choice choice(UUID slotId) {
        return slotId.equals(first.slotId) ? first : second;
    }
}

package com.shemamusic.attendance.assign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A student whose seat a confirmed booking has taken and who is to come on the register of the class.
 *
 * @param toldStart when the class is, as the student was told; null when she was not told of this class
 * @param classVersion the version of the class that was told
 */
record Placement(
        UUID scheduleId,
        UUID studentId,
        @Nullable Instant confirmedAt,
        @Nullable Instant toldStart,
        @Nullable Long classVersion) {

    static Placement of(ResultSet rs) throws SQLException {
        return new Placement(
                rs.getObject("schedule_id", UUID.class),
                rs.getObject("student_id", UUID.class),
                time(rs, "confirmed_at"),
                time(rs, "told_start"),
                rs.getObject("class_version", Long.class));
    }

    private static @Nullable Instant time(ResultSet rs, String column) throws SQLException {
        Timestamp time = rs.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** Whether the class in this version is at another time than the student was told, and she knows nothing of it. */
    boolean missedTheMoveTo(Instant startsAt, long version) {
        return toldStart != null && classVersion != null && version > classVersion && !toldStart.equals(startsAt);
    }
}

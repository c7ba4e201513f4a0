package com.shemamusic.attendance.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a student attends; the streak passes over excused classes, as the rate does. */
record StudentAttendance(
        UUID studentId,
        long present,
        long absent,
        long late,
        long excused,
        @Nullable BigDecimal attendanceRate,
        long currentStreak,
        List<Attended> history) {

    record Attended(
            UUID scheduleId,
            @Nullable String courseName,
            Instant startsAt,
            @Nullable String status,
            @Nullable String note) {}
}

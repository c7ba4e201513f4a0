package com.shemamusic.attendance.client.course;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A class as course-service tells it, as far as a register needs it. */
public record ScheduleClass(
        UUID id,
        UUID courseId,
        @Nullable String courseName,
        @Nullable UUID instructorId,
        @Nullable String instructorName,
        Instant startsAt,
        Instant endsAt,
        @Nullable String status,
        int seats,
        int seatsTaken,
        long version) {

    public boolean isCancelled() {
        return "cancelled".equals(status);
    }
}

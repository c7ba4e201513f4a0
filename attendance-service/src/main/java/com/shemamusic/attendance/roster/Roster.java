package com.shemamusic.attendance.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A class as the register knows it.
 *
 * @param version of the class in course-service
 * @param revision of the register, the version of its events
 * @param students who sit in it
 * @param marked how many of them have a mark
 */
public record Roster(
        UUID scheduleId,
        UUID courseId,
        @Nullable String courseName,
        @Nullable UUID instructorId,
        @Nullable String instructorName,
        Instant startsAt,
        Instant endsAt,
        int seats,
        boolean cancelled,
        long version,
        Instant refreshedAt,
        long revision,
        int students,
        int marked) {

    /** The contract's word for where the class stands. */
    public String status(Instant now) {
        if (cancelled) {
            return "cancelled";
        }
        if (!now.isBefore(endsAt)) {
            return "completed";
        }
        return students >= seats ? "booked" : "available";
    }

    /** Seats nobody sits on. */
    public int seatsLeft() {
        return Math.max(0, seats - students);
    }

    boolean hasNoName() {
        return courseName == null || instructorName == null;
    }

    boolean isOlderThan(Duration age, Instant now) {
        return refreshedAt.plus(age).isBefore(now);
    }
}

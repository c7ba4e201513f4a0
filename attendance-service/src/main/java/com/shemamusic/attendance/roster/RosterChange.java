package com.shemamusic.attendance.roster;

import com.shemamusic.attendance.client.course.ScheduleClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What course-service says about a class, in an event (without names) or in an answer. */
record RosterChange(
        UUID scheduleId,
        UUID courseId,
        @Nullable String courseName,
        @Nullable UUID instructorId,
        @Nullable String instructorName,
        Instant startsAt,
        Instant endsAt,
        int seats,
        boolean cancelled,
        long version) {

    static RosterChange of(ScheduleClass told) {
        return new RosterChange(
                told.id(),
                told.courseId(),
                told.courseName(),
                told.instructorId(),
                told.instructorName(),
                told.startsAt(),
                told.endsAt(),
                told.seats(),
                told.isCancelled(),
                told.version());
    }
}

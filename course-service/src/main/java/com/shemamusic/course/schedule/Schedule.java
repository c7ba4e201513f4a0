package com.shemamusic.course.schedule;

import com.shemamusic.shared.web.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One class of the timetable. */
public record Schedule(
        UUID id,
        UUID courseId,
        String courseName,
        UUID instructorId,
        String instructorName,
        UUID roomId,
        String roomName,
        Instant startsAt,
        Instant endsAt,
        ScheduleStatus status,
        int seats,
        int seatsTaken,
        int seatsHeld,
        @Nullable UUID seriesId,
        long version)
        implements Versioned {}

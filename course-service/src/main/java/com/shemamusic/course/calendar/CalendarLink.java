package com.shemamusic.course.calendar;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose timetable a feed shows, and where; without instructor, room and course it shows all classes. */
record CalendarLink(
        UUID id,
        @Nullable UUID instructorId,
        @Nullable UUID roomId,
        @Nullable UUID courseId,
        String url,
        Instant createdAt) {}

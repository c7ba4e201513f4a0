package com.shemamusic.course.schedule;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A class that already has the room or the instructor at that time. */
record ScheduleConflict(Kind kind, UUID scheduleId, Instant startsAt, Instant endsAt) {

    enum Kind {
        ROOM,
        INSTRUCTOR;

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}

package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which classes of the timetable are wanted. */
record ScheduleFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable UUID courseId,
        @Nullable UUID instructorId,
        @Nullable UUID roomId,
        @Nullable ScheduleStatus status)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        DayRange.check(from, to, errors);
    }
}

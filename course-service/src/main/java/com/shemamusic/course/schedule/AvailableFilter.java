package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which classes with a free seat are wanted. */
record AvailableFilter(
        @Nullable UUID courseId,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable DayOfWeek day,
        @Nullable UUID instructorId)
        implements SelfChecking {

    /** Everything of a course, or of all. */
    static AvailableFilter of(@Nullable UUID course) {
        return new AvailableFilter(course, null, null, null, null);
    }

    @Override
    public void check(FieldErrors errors) {
        DayRange.check(from, to, errors);
    }
}

package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** School days from and to, both inclusive, as filters give them. */
final class DayRange {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private DayRange() {}

    static void check(@Nullable LocalDate from, @Nullable LocalDate to, FieldErrors errors) {
        errors.addIf(from != null && isUnlikely(from), "from", "OUT_OF_RANGE");
        errors.addIf(to != null && isUnlikely(to), "to", "OUT_OF_RANGE");
        errors.addIf(from != null && to != null && from.isAfter(to), "to", "OUT_OF_RANGE");
    }

    private static boolean isUnlikely(LocalDate day) {
        return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR;
    }
}

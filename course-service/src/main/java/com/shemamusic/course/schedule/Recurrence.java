package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weekly series: on these weekdays (the first class's, unless given) of every so many weeks, so often or until a day.
 *
 * @param count classes before skipping
 * @param until the last day, inclusive
 */
record Recurrence(
        @Nullable @Min(1) @Max(52) Integer intervalWeeks,
        @Nullable @Size(min = 1, max = 7) List<DayOfWeek> days,
        @Nullable LocalDate until,
        @Nullable @Min(1) @Max(SeriesPlan.MOST) Integer count) {

    void check(FieldErrors errors) {
        errors.addIf(until == null && count == null, "recurrence.count", "REQUIRED");
        errors.addIf(until != null && count != null, "recurrence.until", "INVALID");
    }
}

package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One class or a weekly series to make. */
@ReadOnlyFields({
    "id",
    "course_name",
    "instructor_name",
    "room_name",
    "status",
    "seats",
    "seats_taken",
    "seats_held",
    "series_id",
    "version"
})
record CreateScheduleRequest(
        @NotNull UUID courseId,
        @NotNull UUID instructorId,
        @NotNull UUID roomId,
        @NotNull Instant startsAt,
        @NotNull Instant endsAt,
        @Nullable @Valid Recurrence recurrence,
        @Nullable OnConflict onConflict,
        @Nullable Boolean dryRun)
        implements SelfChecking {

    /** What to do about times that are taken. */
    enum OnConflict {
        FAIL,
        SKIP
    }

    @Override
    public void check(FieldErrors errors) {
        ClassTimes.check(startsAt, endsAt, errors);
        if (recurrence != null) {
            recurrence.check(errors);
        }
    }

    boolean skipsConflicts() {
        return onConflict == OnConflict.SKIP;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}

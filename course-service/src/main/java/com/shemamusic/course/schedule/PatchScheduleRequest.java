package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.Patch;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;

/** Another room, instructor or time for a class. */
@ReadOnlyFields({
    "id",
    "course_id",
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
record PatchScheduleRequest(
        Patch<@NotNull UUID> instructorId,
        Patch<@NotNull UUID> roomId,
        Patch<@NotNull Instant> startsAt,
        Patch<@NotNull Instant> endsAt)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        ClassTimes.check(startsAt.isPresent() ? startsAt.value() : null, null, errors);
    }

    /** What the class will need, given what it needs now. */
    Slot over(Slot current) {
        return new Slot(
                roomId.overRequired(current.roomId()),
                instructorId.overRequired(current.instructorId()),
                startsAt.overRequired(current.startsAt()),
                endsAt.overRequired(current.endsAt()));
    }
}

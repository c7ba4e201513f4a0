package com.shemamusic.course.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What a change of one class means for the later ones of its series: as many days and hours, by the local clock. */
record Shift(PatchScheduleRequest patch, Duration by, Duration length, ZoneId zone) {

    static Shift of(Slot before, Slot goal, PatchScheduleRequest patch, ZoneId zone) {
        return new Shift(
                patch,
                Duration.between(local(before.startsAt(), zone), local(goal.startsAt(), zone)),
                Duration.between(goal.startsAt(), goal.endsAt()),
                zone);
    }

    Slot apply(Slot slot) {
        boolean retimed = patch.startsAt().isPresent() || patch.endsAt().isPresent();
        Instant startsAt = local(slot.startsAt(), zone).plus(by).atZone(zone).toInstant();
        return new Slot(
                patch.roomId().overRequired(slot.roomId()),
                patch.instructorId().overRequired(slot.instructorId()),
                retimed ? startsAt : slot.startsAt(),
                retimed ? startsAt.plus(length) : slot.endsAt());
    }

    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone);
    }
}

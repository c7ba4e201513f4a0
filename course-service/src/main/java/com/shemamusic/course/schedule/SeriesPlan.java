package com.shemamusic.course.schedule;

import com.shemamusic.shared.error.FieldErrors;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The times of a class and of those that follow it weekly: each at the same local hour and as long as the first. */
final class SeriesPlan {

    /** The most classes one call makes. */
    static final int MOST = 200;

    /** When one class begins and ends. */
    record Times(Instant startsAt, Instant endsAt) {}

    private SeriesPlan() {}

    /**
     * All times in order, before anything is skipped.
     *
     * @throws com.shemamusic.shared.error.ApiException 400 when the recurrence makes none, or more than {@link #MOST}
     */
    static List<Times> times(Instant startsAt, Instant endsAt, @Nullable Recurrence recurrence, ZoneId zone) {
        if (recurrence == null) {
            return List.of(new Times(startsAt, endsAt));
        }
        ZonedDateTime first = startsAt.atZone(zone);
        Duration length = Duration.between(startsAt, endsAt);
        LocalTime hour = first.toLocalTime();
        TreeSet<DayOfWeek> days =
                new TreeSet<>(recurrence.days() == null ? List.of(first.getDayOfWeek()) : recurrence.days());
        int interval = recurrence.intervalWeeks() == null ? 1 : recurrence.intervalWeeks();
        LocalDate until = recurrence.until();
        int wanted = recurrence.count() == null ? MOST + 1 : recurrence.count();
        LocalDate monday = first.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<Times> times = new ArrayList<>();
        for (LocalDate week = monday; until == null || !week.isAfter(until); week = week.plusWeeks(interval)) {
            for (DayOfWeek day : days) {
                LocalDate date = week.with(TemporalAdjusters.nextOrSame(day));
                if (date.isBefore(first.toLocalDate())) {
                    continue;
                }
                if (until != null && date.isAfter(until)) {
                    break;
                }
                if (times.size() == MOST) {
                    throw FieldErrors.of("recurrence.until", "OUT_OF_RANGE");
                }
                Instant start = date.atTime(hour).atZone(zone).toInstant();
                times.add(new Times(start, start.plus(length)));
                if (times.size() == wanted) {
                    return times;
                }
            }
        }
        if (times.isEmpty()) {
            throw FieldErrors.of("recurrence.until", "OUT_OF_RANGE");
        }
        return times;
    }
}

package com.shemamusic.course.schedule;

import com.shemamusic.shared.time.SchoolTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Parts of the timetable that other features show. */
@Service
public class Timetables {

    /** A class and when it was last changed: made, moved or cancelled. */
    public record Entry(Schedule schedule, Instant changedAt) {}

    private static final int DAYS_BACK = 31;
    private static final int DAYS_AHEAD = 366;

    private final ScheduleRepository schedules;
    private final SchoolTime time;

    Timetables(ScheduleRepository schedules, SchoolTime time) {
        this.schedules = schedules;
        this.time = time;
    }

    /** Ids of classes in these school days, both inclusive, that have not begun and are not cancelled; soonest first. */
    public List<UUID> upcoming(LocalDate from, LocalDate to) {
        Instant start = time.startOf(from);
        Instant now = time.now();
        return schedules.ids(start.isAfter(now) ? start : now, time.endOf(to));
    }

    /** Classes by id, soonest first. */
    public List<Schedule> findAll(Collection<UUID> ids) {
        return schedules.findAll(ids);
    }

    /** Classes from a month ago to a year ahead, cancelled ones too, of those named; soonest first. */
    public List<Entry> around(@Nullable UUID instructor, @Nullable UUID room, @Nullable UUID course) {
        LocalDate today = time.today();
        return schedules.between(
                time.startOf(today.minusDays(DAYS_BACK)),
                time.endOf(today.plusDays(DAYS_AHEAD)),
                instructor,
                room,
                course);
    }
}

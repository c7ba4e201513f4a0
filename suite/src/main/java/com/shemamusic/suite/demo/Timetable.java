package com.shemamusic.suite.demo;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds hours in the week at which an instructor and a room are both free: weekday afternoons, and Saturdays all day. */
final class Timetable {

    /** An hour of every week. */
    record Hour(DayOfWeek day, LocalTime start) {}

    private static final List<DayOfWeek> DAYS = List.of(
            DayOfWeek.MONDAY,
            DayOfWeek.SATURDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY);
    private static final int HOURS_APART = 2;
    private final Set<String> used = new HashSet<>();

    /** Takes the first hour free for both, on a day not used for this course yet. */
    Optional<Hour> take(String instructor, String room, Set<DayOfWeek> taken) {
        for (Hour hour : hours()) {
            String instructorKey = instructor + hour;
            String roomKey = room + hour;
            if (!taken.contains(hour.day()) && !used.contains(instructorKey) && !used.contains(roomKey)) {
                used.add(instructorKey);
                used.add(roomKey);
                return Optional.of(hour);
            }
        }
        return Optional.empty();
    }

    private static List<Hour> hours() {
        List<Hour> hours = new ArrayList<>();
        for (DayOfWeek day : DAYS) {
            for (int hour = day == DayOfWeek.SATURDAY ? 9 : 13; hour <= 19; hour += HOURS_APART) {
                hours.add(new Hour(day, LocalTime.of(hour, 0)));
            }
        }
        return hours;
    }
}

package com.shemamusic.shared.time;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** The school's clock and zone (rule 12): what day it is, and which instants a day holds. */
public record SchoolTime(Clock clock, ZoneId zone) {

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    public LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The first instant of a school day. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first instant after a school day, so that ranges are half-open. */
    public Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** The contract's name of the weekday on which an instant falls: {@code monday} to {@code sunday}. */
    public String weekdayOf(Instant instant) {
        return nameOf(dateOf(instant).getDayOfWeek());
    }

    public static String nameOf(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}

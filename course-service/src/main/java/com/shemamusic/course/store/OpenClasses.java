package com.shemamusic.course.store;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions on a class {@code s} of {@code class_schedules} in forms that stay fast among hundreds of thousands of classes.
 * Live holds are few: classes with one are looked up once per statement, and only theirs are counted.
 */
public final class OpenClasses {

    /** Seats of the class that are held and not expired, by the clock of the database. */
    public static final String HELD = """
            (select count(*)::int from class_seats h where h.schedule_id = s.id and h.booking_id is not null
                and h.state = 'held' and h.expires_at > now())""";

    /** Ids of all classes with a live hold. */
    public static final String WITH_HOLDS =
            "(select w.schedule_id from class_seats w where w.state = 'held' and w.expires_at > now())";

    /** The class is not cancelled and has a seat that is neither taken nor held. */
    public static final String FREE = "s.cancelled_at is null and s.seats_taken < s.seats and (s.id not in "
            + WITH_HOLDS + " or s.seats_taken + " + HELD + " < s.seats)";

    /** A free class that has not begun. */
    public static final String OPEN = FREE + " and s.starts_at > now()";

    /**
     * The class begins on one of the days whose {@code edges}, given by {@link #edges}, are the parameter of that name. A
     * binary search, where asking each class for its local weekday would cost twenty times as much; the text is made an
     * array once, in a query of its own, and not for every class.
     */
    public static final String WITHIN_EDGES =
            "width_bucket(s.starts_at, (select cast(:edges as timestamptz[]))) % 2 = 1";

    /** No class begins later than so many days from today. */
    public static final int HORIZON_DAYS = 3_660;

    private OpenClasses() {}

    /** First and following midnight, by turns, of every such weekday between two days; no more than the horizon allows. */
    public static List<Object> edges(DayOfWeek weekday, LocalDate from, LocalDate to, ZoneId zone) {
        List<Object> edges = new ArrayList<>();
        LocalDate day = from.with(TemporalAdjusters.nextOrSame(weekday));
        LocalDate last = from.plusDays(HORIZON_DAYS + 1L);
        while (!day.isAfter(to.isBefore(last) ? to : last)) {
            edges.add(day.atStartOfDay(zone).toInstant());
            edges.add(day.plusDays(1).atStartOfDay(zone).toInstant());
            day = day.plusWeeks(1);
        }
        return edges;
    }

    /** The midnights with which the days from one to another begin; no more than the horizon allows. */
    public static List<Object> midnights(LocalDate from, LocalDate to, ZoneId zone) {
        List<Object> midnights = new ArrayList<>();
        LocalDate last = from.plusDays(HORIZON_DAYS + 1L);
        for (LocalDate day = from; !day.isAfter(to.isBefore(last) ? to : last); day = day.plusDays(1)) {
            midnights.add(day.atStartOfDay(zone).toInstant());
        }
        return midnights;
    }
}

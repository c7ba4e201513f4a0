package com.shemamusic.course.schedule;

import static com.shemamusic.course.store.Sql.at;

import com.shemamusic.shared.time.SchoolTime;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts classes; a week is a school week from Monday to Sunday. */
@Component
class ScheduleFigures {

    /** Figures for the dashboard. */
    record Stats(long upcomingCount, long todayCount, long thisWeekCount) {}

    private final JdbcClient jdbc;
    private final SchoolTime time;

    ScheduleFigures(JdbcClient jdbc, SchoolTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    Stats stats() {
        LocalDate today = time.today();
        LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        return jdbc.sql("""
                        select (select count(*) from class_schedules
                                where cancelled_at is null and starts_at > now()) as upcoming,
                            (select count(*) from class_schedules where cancelled_at is null
                                and starts_at >= :today and starts_at < :tomorrow) as today,
                            (select count(*) from class_schedules where cancelled_at is null
                                and starts_at >= :monday and starts_at < :next_monday) as week""")
                .param("today", at(time.startOf(today)))
                .param("tomorrow", at(time.endOf(today)))
                .param("monday", at(time.startOf(monday)))
                .param("next_monday", at(time.startOf(monday.plusWeeks(1))))
                .query((row, n) -> new Stats(row.getLong("upcoming"), row.getLong("today"), row.getLong("week")))
                .single();
    }
}

package com.shemamusic.course.catalog;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.store.OpenClasses;
import com.shemamusic.shared.time.SchoolTime;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On which weekdays courses have an upcoming class with a free seat. */
@Component
public class AvailableDays {

    private final JdbcClient jdbc;
    private final SchoolTime time;

    AvailableDays(JdbcClient jdbc, SchoolTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** The days of many courses in one query, Monday first; a course without days is not in the map. */
    public Map<UUID, List<DayOfWeek>> of(Collection<UUID> courses) {
        Map<UUID, List<DayOfWeek>> days = new HashMap<>();
        if (courses.isEmpty()) {
            return days;
        }
        jdbc.sql("""
                        select distinct s.course_id, date_part('isodow', s.starts_at at time zone :zone)::int as day
                        from class_schedules s where s.course_id = any(cast(:ids as uuid[])) and %s
                        order by day""".formatted(OpenClasses.OPEN))
                .param("zone", time.zone().getId())
                .param("ids", array(courses))
                .query(row -> {
                    days.computeIfAbsent(uuid(row, "course_id"), id -> new ArrayList<>())
                            .add(DayOfWeek.of(row.getInt("day")));
                });
        return days;
    }

    /** The same courses, each with its days. */
    List<Course> complete(List<Course> courses) {
        Map<UUID, List<DayOfWeek>> days = of(courses.stream().map(Course::id).toList());
        return courses.stream()
                .map(course -> course.withAvailableDays(days.getOrDefault(course.id(), List.of())))
                .toList();
    }
}

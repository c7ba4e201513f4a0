package com.shemamusic.course.catalog;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.uuid;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures of the catalogue: how full courses are, what is taught, how many there are. */
@Component
class CourseQueries {

    /** How full a course is; {@code maxStudents} is its enrollment limit, null for none. */
    record Capacity(
            boolean hasCapacity,
            long currentStudents,
            @Nullable Integer maxStudents) {}

    /** An instrument that active courses teach. */
    record Instrument(String slug, Instruments.Names name, long courseCount) {}

    /** Figures for the dashboard. */
    record Stats(long count, long activeCount, Map<String, Long> perInstrument) {}

    private final JdbcClient jdbc;

    CourseQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Instrument> instruments() {
        return jdbc.sql("""
                        select instrument, count(*) as n from courses where is_active
                        group by instrument order by instrument""")
                .query((row, n) -> new Instrument(
                        row.getString("instrument"), Instruments.names(row.getString("instrument")), row.getLong("n")))
                .list();
    }

    Optional<Capacity> capacity(UUID course) {
        return jdbc.sql("""
                        select c.enrollment_limit,
                            (select count(*) from course_places p where p.course_id = c.id and p.active) as students
                        from courses c where c.id = :id and c.is_active""")
                .param("id", course)
                .query((row, n) -> {
                    int limit = row.getInt("enrollment_limit");
                    boolean limited = !row.wasNull();
                    long students = row.getLong("students");
                    return new Capacity(!limited || students < limit, students, limited ? limit : null);
                })
                .optional();
    }

    /** Which of the courses still take students, in one query. */
    Map<UUID, Boolean> haveCapacity(List<UUID> courses) {
        Map<UUID, Boolean> capacity = new HashMap<>();
        jdbc.sql("""
                select c.id, c.is_active and (c.enrollment_limit is null or c.enrollment_limit >
                    (select count(*) from course_places p where p.course_id = c.id and p.active)) as free
                from courses c where c.id = any(cast(:ids as uuid[]))""").param("ids", array(courses)).query(row -> {
            capacity.put(uuid(row, "id"), row.getBoolean("free"));
        });
        return capacity;
    }

    Stats stats() {
        Map<String, Long> perInstrument = new LinkedHashMap<>();
        long[] counts = new long[2];
        jdbc.sql("""
                select instrument, count(*) as n, count(*) filter (where is_active) as active
                from courses group by instrument order by active desc, instrument""").query(row -> {
            counts[0] += row.getLong("n");
            counts[1] += row.getLong("active");
            if (row.getLong("active") > 0) {
                perInstrument.put(row.getString("instrument"), row.getLong("active"));
            }
        });
        return new Stats(counts[0], counts[1], perInstrument);
    }
}

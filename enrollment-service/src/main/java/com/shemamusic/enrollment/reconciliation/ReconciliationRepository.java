package com.shemamusic.enrollment.reconciliation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this service holds, in parts that follow an id. */
@Repository
class ReconciliationRepository {

    /** A student of ours; {@code active} when an approved enrollment is among theirs. */
    record Student(UUID id, boolean active) {}

    /** A course with open enrollments; {@code stale} when a change is known that has not been asked about. */
    record Course(UUID id, @Nullable Integer enrollmentLimit, int active, boolean stale) {}

    /** A class to come, and how many pending bookings hold a seat in it. */
    record Holds(UUID id, int held) {}

    private final JdbcClient jdbc;

    ReconciliationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Student> students(UUID after, int most) {
        return jdbc.sql("""
                        select student_id as id, bool_or(status = 'active') as active from enrollments
                        where student_id > :after and erased_at is null group by student_id order by student_id limit :most
                        """)
                .param("after", after)
                .param("most", most)
                .query(Student.class)
                .list();
    }

    List<Course> courses(UUID after, int most) {
        return jdbc.sql("""
                        select course_id as id, enrollment_limit, stale, (
                            select count(*) from enrollments e where e.course_id = c.course_id and e.status = 'active')::int as active
                        from course_limits c where course_id > :after and exists (
                            select from enrollments e where e.course_id = c.course_id and e.status in ('pending', 'waitlisted', 'active'))
                        order by course_id limit :most
                        """)
                .param("after", after)
                .param("most", most)
                .query(Course.class)
                .list();
    }

    List<Holds> holds(UUID after, int most) {
        return holds(
                "schedule_id > :after and not cancelled and ends_at > now() order by schedule_id limit " + most, after);
    }

    List<Holds> holds(List<UUID> classes) {
        return holds("schedule_id = any(:after)", classes.toArray(UUID[]::new));
    }

    private List<Holds> holds(String which, Object value) {
        return jdbc.sql("""
                        with classes as (select schedule_id from class_times where %s)
                        select schedule_id as id, (
                            select count(*) from bookings where status = 'pending' and expires_at > now() and first_slot_id = schedule_id)::int
                            + (select count(*) from bookings where status = 'pending' and expires_at > now() and second_slot_id = schedule_id)::int
                            as held
                        from classes order by schedule_id
                        """.formatted(which))
                .param("after", value)
                .query(Holds.class)
                .list();
    }
}

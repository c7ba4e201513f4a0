package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.review.EnrollmentStats.CourseCount;
import com.shemamusic.enrollment.review.EnrollmentStats.WeekCount;
import com.shemamusic.shared.time.SchoolTime;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts enrollments. */
@Component
class StatsReader {

    private final JdbcClient jdbc;
    private final SchoolTime time;

    StatsReader(JdbcClient jdbc, SchoolTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    EnrollmentStats read() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("select status, count(*) as n from enrollments group by status")
                .query(rs -> {
                    counts.put(rs.getString("status"), rs.getLong("n"));
                });
        return new EnrollmentStats(
                count(counts, EnrollmentStatus.PENDING),
                count(counts, EnrollmentStatus.ACTIVE),
                count(counts, EnrollmentStatus.COMPLETED),
                count(counts, EnrollmentStatus.CANCELLED),
                count(counts, EnrollmentStatus.REJECTED),
                count(counts, EnrollmentStatus.WAITLISTED),
                unplaced(),
                perCourse(),
                perWeek());
    }

    private static long count(Map<String, Long> counts, EnrollmentStatus status) {
        return counts.getOrDefault(status.text(), 0L);
    }

    private long unplaced() {
        return jdbc.sql("""
                        select count(*) from enrollments e where e.status = 'active' and not exists (
                            select 1 from student_classes s left join class_times t using (schedule_id)
                            where s.student_id = e.student_id and s.course_id = e.course_id and s.assigned
                              and coalesce(not t.cancelled and t.ends_at > now(), true))
                        """).query(Long.class).single();
    }

    private List<CourseCount> perCourse() {
        return jdbc.sql("""
                        select course_id, max(course_name) as course_name, count(*) as n,
                            count(*) filter (where status = 'active') as active
                        from enrollments group by course_id order by n desc, course_name
                        """)
                .query((rs, n) -> new CourseCount(
                        rs.getObject("course_id", UUID.class),
                        rs.getString("course_name"),
                        rs.getLong("n"),
                        rs.getLong("active")))
                .list();
    }

    private List<WeekCount> perWeek() {
        return jdbc.sql("""
                        select date_trunc('week', submitted_at at time zone :zone)::date as week, count(*) as n
                        from enrollments where submitted_at > now() - interval '26 weeks' group by 1 order by 1
                        """)
                .param("zone", time.zone().getId())
                .query((rs, n) -> new WeekCount(rs.getObject("week", LocalDate.class), rs.getLong("n")))
                .list();
    }
}

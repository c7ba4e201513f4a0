package com.shemamusic.enrollment.course;

import com.shemamusic.enrollment.client.course.CourseSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CourseCopyRepository {

    /** A copy: fresh enough to be believed at once, or at least while course-service is down. */
    record Copy(KnownCourse course, boolean fresh, boolean usable) {}

    private static final String COLUMNS = "course_id, name, is_active, min_age, max_age, enrollment_limit";
    private final JdbcClient jdbc;

    CourseCopyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Copy> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + """
                        , not stale and checked_at > now() - interval '1 hour' as fresh,
                        checked_at > now() - interval '24 hours' as usable
                        from course_limits where course_id = :id
                        """)
                .param("id", id)
                .query((rs, n) -> new Copy(course(rs), rs.getBoolean("fresh"), rs.getBoolean("usable")))
                .optional();
    }

    /** The course with its row locked until the transaction ends: places are counted under it. */
    Optional<KnownCourse> lock(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from course_limits where course_id = :id for no key update")
                .param("id", id)
                .query((rs, n) -> course(rs))
                .optional();
    }

    void save(CourseSnapshot course) {
        jdbc.sql("""
                insert into course_limits
                    (course_id, name, is_active, min_age, max_age, enrollment_limit, version, checked_at)
                values (:id, :name, :active, :minAge, :maxAge, :limit, :version, now())
                on conflict (course_id) do update set name = excluded.name, is_active = excluded.is_active,
                    min_age = excluded.min_age, max_age = excluded.max_age, version = excluded.version,
                    enrollment_limit = excluded.enrollment_limit, checked_at = now(), stale = false
                where course_limits.version <= excluded.version
                """)
                .param("id", course.id())
                .param("name", course.name())
                .param("active", course.isActive())
                .param("minAge", course.minAge())
                .param("maxAge", course.maxAge())
                .param("limit", course.enrollmentLimit())
                .param("version", course.version())
                .update();
    }

    void retire(UUID id) {
        jdbc.sql("update course_limits set is_active = false, stale = true where course_id = :id")
                .param("id", id)
                .update();
    }

    boolean note(UUID id, boolean active, @Nullable Integer limit, long version) {
        return jdbc.sql("""
                        update course_limits set is_active = :active, enrollment_limit = :limit, version = :version, stale = true
                        where course_id = :id and version < :version
                        """)
                        .param("active", active)
                        .param("limit", limit)
                        .param("version", version)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static KnownCourse course(ResultSet rs) throws SQLException {
        return new KnownCourse(
                rs.getObject("course_id", UUID.class),
                rs.getString("name"),
                rs.getBoolean("is_active"),
                rs.getObject("min_age", Integer.class),
                rs.getObject("max_age", Integer.class),
                rs.getObject("enrollment_limit", Integer.class));
    }
}

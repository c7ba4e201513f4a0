package com.shemamusic.user.activity;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code student_enrollments}. */
@Repository
class ActivityRepository {

    private final JdbcClient jdbc;

    ActivityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StudentEnrollment> of(UUID student) {
        return jdbc.sql("""
                        select enrollment_id, is_active, version from student_enrollments
                        where student_id = :student order by enrollment_id
                        """)
                .param("student", student)
                .query((rs, row) -> new StudentEnrollment(
                        rs.getObject("enrollment_id", UUID.class), rs.getBoolean("is_active"), rs.getLong("version")))
                .list();
    }

    /** Notes what an event says, and tells whether it is news: not when something as new is known. */
    boolean note(UUID student, StudentEnrollment heard) {
        return jdbc.sql("""
                        insert into student_enrollments as e (enrollment_id, student_id, is_active, version)
                        values (:enrollment, :student, :active, :version)
                        on conflict (enrollment_id) do update
                        set student_id = excluded.student_id, is_active = excluded.is_active, version = excluded.version
                        where e.version < excluded.version
                        """)
                        .param("enrollment", heard.enrollmentId())
                        .param("student", student)
                        .param("active", heard.isActive())
                        .param("version", heard.version())
                        .update()
                == 1;
    }
}

package com.shemamusic.enrollment.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids and the state of an enrollment, without anything personal. */
public record EnrollmentState(
        UUID id,
        EnrollmentStatus status,
        UUID courseId,
        @Nullable UUID studentId,
        long version) {

    /** Reads {@code id, status, course_id, student_id, version}. */
    public static EnrollmentState of(ResultSet rs) throws SQLException {
        return new EnrollmentState(
                rs.getObject("id", UUID.class),
                EnrollmentStatus.of(rs.getString("status")),
                rs.getObject("course_id", UUID.class),
                rs.getObject("student_id", UUID.class),
                rs.getLong("version"));
    }
}

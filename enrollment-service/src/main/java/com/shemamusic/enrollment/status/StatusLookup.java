package com.shemamusic.enrollment.status;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.shared.error.ApiException;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Looks enrollments up by number and e-mail together; every kind of miss is the same answer after the same work. */
@Service
class StatusLookup {

    private final JdbcClient jdbc;

    StatusLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    EnrollmentStatusAnswer find(String registrationNumber, String email) {
        return jdbc.sql("""
                        select registration_number, full_name, status, course_name, submitted_at from enrollments
                        where registration_number = :number and email_folded = lower(:email) and erased_at is null
                        """)
                .param("number", registrationNumber.toUpperCase(Locale.ROOT))
                .param("email", email)
                .query((rs, n) -> new EnrollmentStatusAnswer(
                        rs.getString("registration_number"),
                        rs.getString("full_name"),
                        EnrollmentStatus.of(rs.getString("status")),
                        rs.getString("course_name"),
                        rs.getTimestamp("submitted_at").toInstant(),
                        null))
                .optional()
                .orElseThrow(() -> ApiException.notFound("REGISTRATION_NOT_FOUND"));
    }
}

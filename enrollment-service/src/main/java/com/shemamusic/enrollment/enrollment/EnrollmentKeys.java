package com.shemamusic.enrollment.enrollment;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds enrollments by what an applicant knows, and their ids, for other features. */
@Service
public class EnrollmentKeys {

    private static final String OPEN = "status in ('pending', 'waitlisted', 'active') and erased_at is null";
    private final JdbcClient jdbc;

    EnrollmentKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open enrollment that number, e-mail and course name together; it stays open until the transaction ends. */
    public Optional<UUID> lockOpen(String registrationNumber, String email, UUID courseId) {
        return jdbc.sql(
                        "select id from enrollments where registration_number = :number and email_folded = lower(:email)"
                                + " and course_id = :courseId and " + OPEN + " for share")
                .param("number", registrationNumber.toUpperCase(Locale.ROOT))
                .param("email", email)
                .param("courseId", courseId)
                .query(UUID.class)
                .optional();
    }

    /** Whether the enrollment is open; if so it stays so until the transaction ends. */
    public boolean lockOpen(UUID id) {
        return jdbc.sql("select id from enrollments where id = :id and " + OPEN + " for share")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .isPresent();
    }
}

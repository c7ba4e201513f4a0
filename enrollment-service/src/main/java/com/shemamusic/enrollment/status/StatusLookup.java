package com.shemamusic.enrollment.status;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.status.EnrollmentStatusAnswer.BookingStatusAnswer;
import com.shemamusic.shared.error.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
                        select e.registration_number, e.full_name, e.status, e.course_name, e.submitted_at,
                            b.id as booking_id, b.booking_status, b.expires_at
                        from enrollments e left join lateral (
                            select id, expires_at, case when status = 'pending' and expires_at <= now()
                                and confirm_slot_id is null then 'expired' else status end as booking_status
                            from bookings where enrollment_id = e.id and status not in ('requested', 'abandoned')
                            order by created_at desc limit 1) b on true
                        where e.registration_number = :number and e.email_folded = lower(:email)
                          and e.erased_at is null
                        """)
                .param("number", registrationNumber.toUpperCase(Locale.ROOT))
                .param("email", email)
                .query((rs, n) -> new EnrollmentStatusAnswer(
                        rs.getString("registration_number"),
                        rs.getString("full_name"),
                        EnrollmentStatus.of(rs.getString("status")),
                        rs.getString("course_name"),
                        rs.getTimestamp("submitted_at").toInstant(),
                        booking(rs)))
                .optional()
                .orElseThrow(() -> ApiException.notFound("REGISTRATION_NOT_FOUND"));
    }

    private static @Nullable BookingStatusAnswer booking(ResultSet rs) throws SQLException {
        UUID id = rs.getObject("booking_id", UUID.class);
        return id == null
                ? null
                : new BookingStatusAnswer(
                        id,
                        rs.getString("booking_status"),
                        rs.getTimestamp("expires_at").toInstant());
    }
}

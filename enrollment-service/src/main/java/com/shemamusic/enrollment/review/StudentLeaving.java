package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.shared.security.Actor;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Ends what a student who is erased has open, so that places and held seats are free for others. */
@Service
public class StudentLeaving {

    private final JdbcClient jdbc;
    private final EnrollmentReview review;

    StudentLeaving(JdbcClient jdbc, EnrollmentReview review) {
        this.jdbc = jdbc;
        this.review = review;
    }

    /** Cancels the student's open enrollments, in the current transaction. */
    public void leave(UUID studentId) {
        cancel(jdbc.sql("select id from enrollments where student_id = :id")
                .param("id", studentId)
                .query(UUID.class)
                .list());
    }

    /** Cancels those of these enrollments that are open, in the current transaction. */
    public void cancel(Collection<UUID> enrollments) {
        // By course, because each one's row is locked: two students who leave at once must not wait for each other.
        List<UUID> open = jdbc.sql("""
                        select id from enrollments where id = any(:ids) and status in ('pending', 'waitlisted', 'active')
                        order by course_id, id
                        """)
                .param("ids", enrollments.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        open.forEach(id -> review.change(id, EnrollmentStatus.CANCELLED, Actor.ANONYMOUS, null));
    }
}

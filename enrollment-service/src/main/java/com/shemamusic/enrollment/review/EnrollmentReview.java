package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.course.KnownCourse;
import com.shemamusic.enrollment.course.KnownCourses;
import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.EnrollmentEnding;
import com.shemamusic.enrollment.enrollment.EnrollmentEvents;
import com.shemamusic.enrollment.enrollment.EnrollmentState;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.security.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Moves enrollments from state to state. Of admins who race exactly one wins, and a place is never given twice. */
@Service
class EnrollmentReview {

    private final ReviewRepository enrollments;
    private final Enrollments reading;
    private final KnownCourses courses;
    private final Waitlist waitlist;
    private final EnrollmentEvents events;
    private final List<EnrollmentEnding> endings;
    private final Transactions transactions;

    EnrollmentReview(
            ReviewRepository enrollments,
            Enrollments reading,
            KnownCourses courses,
            Waitlist waitlist,
            EnrollmentEvents events,
            List<EnrollmentEnding> endings,
            Transactions transactions) {
        this.enrollments = enrollments;
        this.reading = reading;
        this.courses = courses;
        this.waitlist = waitlist;
        this.events = events;
        this.endings = endings;
        this.transactions = transactions;
    }

    /**
     * Moves an enrollment to another state.
     *
     * @throws ApiException 404; 409 {@code ENROLLMENT_INVALID_STATE}, {@code COURSE_FULL}
     */
    Enrollment change(UUID id, EnrollmentStatus to, Actor actor, @Nullable String note) {
        transactions.run(() -> {
            EnrollmentState seen = enrollments.state(id);
            // The course first, then the enrollment: everyone takes these locks in this order.
            KnownCourse course = courses.lock(seen.courseId());
            EnrollmentState before = enrollments.lock(id);
            if (!before.status().next().contains(to) || to == EnrollmentStatus.PENDING) {
                throw ApiException.conflict("ENROLLMENT_INVALID_STATE")
                        .with("status", before.status().text());
            }
            if (to == EnrollmentStatus.ACTIVE && isFull(course)) {
                throw ApiException.conflict("COURSE_FULL");
            }
            EnrollmentState after = enrollments.move(before, to, actor, note);
            events.became(action(to), after, to == EnrollmentStatus.ACTIVE ? null : note);
            if (!to.isOpen()) {
                endings.forEach(ending -> ending.ended(id));
            }
            waitlist.fill(course);
        });
        return reading.get(id);
    }

    private boolean isFull(KnownCourse course) {
        return course.enrollmentLimit() != null
                && enrollments.count(course.id(), EnrollmentStatus.ACTIVE) >= course.enrollmentLimit();
    }

    private static String action(EnrollmentStatus to) {
        return to == EnrollmentStatus.ACTIVE ? "approved" : to.text();
    }
}

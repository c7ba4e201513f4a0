package com.shemamusic.enrollment.review;

import com.shemamusic.enrollment.course.KnownCourse;
import com.shemamusic.enrollment.course.KnownCourses;
import com.shemamusic.enrollment.enrollment.EnrollmentEvents;
import com.shemamusic.enrollment.enrollment.EnrollmentState;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.security.Actor;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The waiting lists of full courses: whoever waited longest becomes pending when a place frees (rule 4). */
@Component
class Waitlist implements EventHandler {

    private record CourseUpdated(
            UUID courseId,
            @Nullable Boolean isActive,
            @Nullable Integer enrollmentLimit) {}

    private final ReviewRepository enrollments;
    private final KnownCourses courses;
    private final EnrollmentEvents events;
    private final Transactions transactions;

    Waitlist(ReviewRepository enrollments, KnownCourses courses, EnrollmentEvents events, Transactions transactions) {
        this.enrollments = enrollments;
        this.courses = courses;
        this.events = events;
        this.transactions = transactions;
    }

    /** Promotes as many as there are free places. The course's row is locked. */
    void fill(KnownCourse course) {
        Integer limit = course.enrollmentLimit();
        int free = limit == null ? Integer.MAX_VALUE : limit - enrollments.taken(course.id());
        if (free <= 0) {
            return;
        }
        for (EnrollmentState first : enrollments.firstInLine(course.id(), free)) {
            EnrollmentState promoted = enrollments.move(first, EnrollmentStatus.PENDING, Actor.ANONYMOUS, null);
            events.became("promoted", promoted, null);
        }
    }

    /** Finds places that became free by another way, such as a limit that course-service told in an answer. */
    @Scheduled(fixedDelay = 30_000)
    void sweep() {
        enrollments.coursesWithWaiting().forEach(id -> transactions.run(() -> fill(courses.lock(id))));
    }

    @Override
    public Set<String> channels() {
        return Set.of("course.updated");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        CourseUpdated course = event.data(CourseUpdated.class);
        boolean active = !Boolean.FALSE.equals(course.isActive());
        if (courses.note(course.courseId(), active, course.enrollmentLimit(), event.aggregateVersion())) {
            fill(courses.lock(course.courseId()));
        }
    }
}

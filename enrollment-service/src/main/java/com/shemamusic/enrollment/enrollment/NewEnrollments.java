package com.shemamusic.enrollment.enrollment;

import com.shemamusic.enrollment.StoredJson;
import com.shemamusic.enrollment.course.KnownCourses;
import com.shemamusic.shared.error.ApiException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes a new enrollment with its first line of history and its event. */
@Component
class NewEnrollments {

    private final EnrollmentRepository enrollments;
    private final EnrollmentEvents events;
    private final KnownCourses courses;
    private final StoredJson json;
    private final EnrollmentProperties properties;

    NewEnrollments(
            EnrollmentRepository enrollments,
            EnrollmentEvents events,
            KnownCourses courses,
            StoredJson json,
            EnrollmentProperties properties) {
        this.enrollments = enrollments;
        this.events = events;
        this.courses = courses;
        this.json = json;
        this.properties = properties;
    }

    /** Whether a new form must wait: no place left, or others wait for one. Locks the course, so that no place frees unseen. */
    boolean isFull(UUID courseId) {
        Integer limit = courses.lock(courseId).enrollmentLimit();
        if (limit == null) {
            return false;
        }
        EnrollmentRepository.Occupancy now = enrollments.occupancy(courseId);
        return now.active() >= limit || now.waitlisted() > 0;
    }

    /** A known applicant of a full course is told so, rather than that it is full. */
    void refuseDuplicate(SubmitEnrollmentRequest form) {
        if (enrollments.hasOpen(form)) {
            throw duplicate();
        }
    }

    SubmittedEnrollment add(NewEnrollment enrollment, SubmitEnrollmentRequest form) {
        FormDetails details = FormDetails.of(form);
        Instant submittedAt = enrollments
                .insert(enrollment, form, json.write(details), properties.consentTextVersion())
                .orElseThrow(NewEnrollments::duplicate);
        events.created(enrollment, details);
        if (enrollment.status() == EnrollmentStatus.WAITLISTED) {
            events.waitlisted(enrollment.id(), enrollment.course().id());
        }
        return new SubmittedEnrollment(
                enrollment.id(),
                enrollment.registrationNumber(),
                enrollment.status(),
                enrollment.course(),
                submittedAt);
    }

    private static ApiException duplicate() {
        return ApiException.conflict("ENROLLMENT_DUPLICATE");
    }
}

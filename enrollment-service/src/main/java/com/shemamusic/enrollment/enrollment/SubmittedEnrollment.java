package com.shemamusic.enrollment.enrollment;

import java.time.Instant;
import java.util.UUID;

/** What an applicant is told; nothing personal, because it is kept to answer repeats. */
record SubmittedEnrollment(
        UUID id, String registrationNumber, EnrollmentStatus status, CourseName course, Instant submittedAt) {}

package com.shemamusic.enrollment.status;

import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an applicant may know. */
record EnrollmentStatusAnswer(
        String registrationNumber,
        String fullName,
        EnrollmentStatus status,
        String courseName,
        Instant submittedAt,
        @Nullable BookingStatusAnswer booking) {

    record BookingStatusAnswer(UUID id, String status, Instant expiresAt) {}
}

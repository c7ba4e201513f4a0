package com.shemamusic.enrollment.enrollment;

import java.util.UUID;

/** An enrollment about to be stored. */
record NewEnrollment(UUID id, String registrationNumber, EnrollmentStatus status, CourseName course) {}

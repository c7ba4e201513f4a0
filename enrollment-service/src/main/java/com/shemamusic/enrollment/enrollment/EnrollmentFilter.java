package com.shemamusic.enrollment.enrollment;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of enrollments is narrowed to; days are the school's, both inclusive. */
public record EnrollmentFilter(
        @Nullable EnrollmentStatus status,
        @Nullable UUID courseId,
        @Nullable Boolean placed,
        @Nullable @Size(max = 100) String q,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {}

package com.shemamusic.enrollment.client.course;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A course as course-service tells it. */
public record CourseSnapshot(
        UUID id,
        String name,
        boolean isActive,
        @Nullable Integer enrollmentLimit,
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        long version) {}

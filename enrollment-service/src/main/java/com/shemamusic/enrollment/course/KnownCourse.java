package com.shemamusic.enrollment.course;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a course. */
public record KnownCourse(
        UUID id,
        String name,
        boolean isActive,
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        @Nullable Integer enrollmentLimit) {

    /** Whether someone of that age may take it. */
    public boolean admits(int age) {
        return (minAge == null || age >= minAge) && (maxAge == null || age <= maxAge);
    }
}

package com.shemamusic.course.catalog;

import com.shemamusic.shared.web.Versioned;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A course as the catalogue shows it.
 *
 * @param price whole rupiah
 * @param maxStudents seats of one class
 * @param enrollmentLimit active enrollments of the whole course; null for no limit
 * @param availableDays weekdays with an upcoming class that has a free seat
 */
public record Course(
        UUID id,
        String slug,
        String name,
        @Nullable String description,
        String instrument,
        Level level,
        long price,
        PriceCategory priceCategory,
        int durationMinutes,
        int maxStudents,
        @Nullable Integer enrollmentLimit,
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        List<DayOfWeek> availableDays,
        boolean isActive,
        @Nullable String imageUrl,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    Course withAvailableDays(List<DayOfWeek> days) {
        return new Course(
                id,
                slug,
                name,
                description,
                instrument,
                level,
                price,
                priceCategory,
                durationMinutes,
                maxStudents,
                enrollmentLimit,
                minAge,
                maxAge,
                days,
                isActive,
                imageUrl,
                version,
                createdAt,
                updatedAt);
    }
}

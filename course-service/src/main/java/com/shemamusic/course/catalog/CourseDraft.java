package com.shemamusic.course.catalog;

import com.shemamusic.shared.error.FieldErrors;
import org.jspecify.annotations.Nullable;

/**
 * What an admin decides about a course, complete and checked.
 *
 * @param priceCategory null to let it follow the price
 */
record CourseDraft(
        String slug,
        String name,
        @Nullable String description,
        String instrument,
        Level level,
        long price,
        @Nullable PriceCategory priceCategory,
        int durationMinutes,
        int maxStudents,
        @Nullable Integer enrollmentLimit,
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        boolean isActive,
        @Nullable String imageUrl) {

    PriceCategory effectivePriceCategory() {
        return priceCategory == null ? PriceCategory.of(price) : priceCategory;
    }

    CourseDraft inactive() {
        return new CourseDraft(
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
                false,
                imageUrl);
    }

    static void checkAges(@Nullable Integer minAge, @Nullable Integer maxAge, FieldErrors errors) {
        errors.addIf(minAge != null && maxAge != null && minAge > maxAge, "max_age", "OUT_OF_RANGE");
    }

    static void checkSlug(@Nullable String slug, FieldErrors errors) {
        errors.addIf(slug != null && !Slugs.isAllowed(slug), "slug", "INVALID");
    }
}

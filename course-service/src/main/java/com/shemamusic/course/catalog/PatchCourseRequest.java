package com.shemamusic.course.catalog;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.Patch;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Changes to a course; {@code price_category: null} lets the category follow the price again. */
@ReadOnlyFields({"id", "available_days", "version", "created_at", "updated_at"})
record PatchCourseRequest(
        Patch<@NotBlank @Size(max = Slugs.MAX) String> slug,
        Patch<@NotBlank @Size(max = 120) String> name,
        Patch<@Size(max = 4000) String> description,
        Patch<@NotBlank @Pattern(regexp = Instruments.FORM) String> instrument,
        Patch<@NotNull Level> level,
        Patch<@NotNull @Min(0) @Max(CreateCourseRequest.MAX_PRICE) Long> price,
        Patch<PriceCategory> priceCategory,
        Patch<@NotNull @Min(5) @Max(720) Integer> durationMinutes,
        Patch<@NotNull @Min(1) @Max(1000) Integer> maxStudents,
        Patch<@Min(1) @Max(100_000) Integer> enrollmentLimit,
        Patch<@Min(0) @Max(120) Integer> minAge,
        Patch<@Min(0) @Max(120) Integer> maxAge,
        Patch<@NotNull Boolean> isActive,
        Patch<@Size(max = 2048) @Pattern(regexp = CreateCourseRequest.IMAGE_URL) String> imageUrl)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        CourseDraft.checkSlug(slug.isPresent() ? slug.value() : null, errors);
    }

    /** What the course will be, given what it is. */
    CourseDraft over(CourseDraft current) {
        return new CourseDraft(
                slug.overRequired(current.slug()),
                name.overRequired(current.name()),
                description.over(current.description()),
                instrument.overRequired(current.instrument()),
                level.overRequired(current.level()),
                price.overRequired(current.price()),
                priceCategory.over(current.priceCategory()),
                durationMinutes.overRequired(current.durationMinutes()),
                maxStudents.overRequired(current.maxStudents()),
                enrollmentLimit.over(current.enrollmentLimit()),
                minAge.over(current.minAge()),
                maxAge.over(current.maxAge()),
                isActive.overRequired(current.isActive()),
                imageUrl.over(current.imageUrl()));
    }
}

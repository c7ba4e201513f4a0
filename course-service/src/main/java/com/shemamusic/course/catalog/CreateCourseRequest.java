package com.shemamusic.course.catalog;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A course to make. */
@ReadOnlyFields({"id", "available_days", "version", "created_at", "updated_at"})
record CreateCourseRequest(
        @Nullable @Size(min = 1, max = Slugs.MAX) String slug,
        @NotBlank @Size(max = 120) String name,
        @Nullable @Size(max = 4000) String description,
        @NotBlank @Pattern(regexp = Instruments.FORM) String instrument,
        @NotNull Level level,
        @NotNull @Min(0) @Max(MAX_PRICE) Long price,
        @Nullable PriceCategory priceCategory,
        @NotNull @Min(5) @Max(720) Integer durationMinutes,
        @NotNull @Min(1) @Max(1000) Integer maxStudents,
        @Nullable @Min(1) @Max(100_000) Integer enrollmentLimit,
        @Nullable @Min(0) @Max(120) Integer minAge,
        @Nullable @Min(0) @Max(120) Integer maxAge,
        @Nullable Boolean isActive,

        @Nullable @Size(max = 2048) @Pattern(regexp = IMAGE_URL)
        String imageUrl)
        implements SelfChecking {

    static final long MAX_PRICE = 1_000_000_000;
    static final String IMAGE_URL = "https?://[^\\s<>\"]+";

    @Override
    public void check(FieldErrors errors) {
        CourseDraft.checkAges(minAge, maxAge, errors);
        CourseDraft.checkSlug(slug, errors);
    }

    CourseDraft draft() {
        return new CourseDraft(
                Objects.requireNonNullElseGet(slug, () -> Slugs.of(name)),
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
                isActive == null || isActive,
                imageUrl);
    }
}

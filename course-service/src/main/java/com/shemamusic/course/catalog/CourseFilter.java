package com.shemamusic.course.catalog;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/** Which courses are wanted. */
record CourseFilter(
        @Nullable @Size(max = 200) String q,
        @Nullable @Pattern(regexp = Instruments.FORM) String instrument,
        @Nullable Level level,
        @Nullable PriceCategory priceCategory,
        @Nullable @Min(0) Long minPrice,
        @Nullable @Min(0) Long maxPrice,
        @Nullable DayOfWeek day,
        @Nullable Boolean includeInactive)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        errors.addIf(minPrice != null && maxPrice != null && minPrice > maxPrice, "max_price", "OUT_OF_RANGE");
    }

    boolean withInactive() {
        return Boolean.TRUE.equals(includeInactive);
    }
}

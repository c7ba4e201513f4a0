package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.Level;
import com.shemamusic.course.catalog.PriceCategory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody looks for; what was not said matches nothing. */
record Wishes(
        @Nullable @NotNull Level experienceLevel,
        @Nullable LearningGoal learningGoal,
        @Nullable @Size(max = 20) List<@Pattern(regexp = "[a-z][a-z0-9-]{1,39}") String> preferredInstruments,
        @Nullable PriceCategory budgetRange,
        @Nullable @Size(max = 7) List<DayOfWeek> availableDays) {

    List<String> instruments() {
        return Objects.requireNonNullElse(preferredInstruments, List.of());
    }

    List<DayOfWeek> days() {
        return Objects.requireNonNullElse(availableDays, List.of());
    }
}

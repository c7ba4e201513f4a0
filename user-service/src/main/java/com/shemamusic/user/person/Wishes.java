package com.shemamusic.user.person;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a student wants to learn, and when; travels in events, so nothing here is personal data. */
public record Wishes(
        @Nullable ExperienceLevel experienceLevel,
        @Nullable LearningGoal learningGoal,
        List<String> preferredInstruments,
        @Nullable BudgetRange budgetRange,
        List<DayOfWeek> availableDays) {

    public static final Wishes NONE = new Wishes(null, null, List.of(), null, List.of());

    /** As {@link #Wishes} with absent lists empty and without repetitions. */
    public static Wishes of(
            @Nullable ExperienceLevel level,
            @Nullable LearningGoal goal,
            @Nullable List<String> instruments,
            @Nullable BudgetRange budget,
            @Nullable List<DayOfWeek> days) {
        return new Wishes(
                level,
                goal,
                instruments == null
                        ? List.of()
                        : instruments.stream().distinct().toList(),
                budget,
                days == null ? List.of() : days.stream().distinct().sorted().toList());
    }
}

package com.shemamusic.course.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.catalog.CourseFacts;
import com.shemamusic.course.catalog.Level;
import com.shemamusic.course.catalog.PriceCategory;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleScorerTests {

    /** The course: guitar, beginner, low; its days are in the table. Computed by hand from rule 11. */
    @ParameterizedTest
    @CsvSource({
        "guitar, beginner, low, mon, mon, 100.00",
        "guitar, beginner, low, mon, '', 90.00",
        "guitar, beginner, low, '', mon, 90.00",
        "guitar, beginner, low, '', '', 90.00",
        "guitar, beginner, low, mon tue, mon, 95.00",
        "guitar, beginner, low, mon tue wed, mon, 93.33",
        "guitar, beginner, low, mon tue wed, mon wed, 96.67",
        "guitar, beginner, low, mon tue wed, mon tue wed sun, 100.00",
        "guitar, beginner, low, mon tue wed thu fri sat, sun, 90.00",
        "guitar, beginner, low, mon tue wed thu fri sat, sat, 91.67",
        "guitar, beginner, low, mon tue wed thu fri sat sun, sat, 91.43",
        "guitar, beginner, low, mon tue wed thu fri sat sun, mon tue wed, 94.29",
        "guitar, beginner, high, '', '', 70.00",
        "guitar, beginner, medium, mon, mon, 80.00",
        "guitar, beginner, , '', '', 70.00",
        "guitar, advanced, low, '', '', 60.00",
        "guitar, intermediate, low, mon tue, mon, 65.00",
        "guitar, , low, '', '', 60.00",
        "guitar, advanced, high, '', '', 40.00",
        "guitar, , , mon, mon, 50.00",
        "piano, beginner, low, '', '', 50.00",
        "piano, beginner, low, mon, mon, 60.00",
        "piano, beginner, high, '', '', 30.00",
        "piano, advanced, low, '', '', 20.00",
        "piano, advanced, high, '', '', 0.00",
        "piano, advanced, high, mon tue wed, wed, 3.33",
        "piano, , , mon, mon, 10.00",
        "piano, , , mon tue wed thu, mon, 2.50",
        "piano guitar, beginner, low, '', '', 90.00",
        "piano vocal drums, beginner, low, mon tue, tue, 55.00",
        "'', beginner, low, mon, mon, 60.00",
        "'', , , '', '', 0.00",
    })
    void scoresByTheRule(
            String instruments,
            @Nullable String level,
            @Nullable String budget,
            String courseDays,
            String wishedDays,
            String expected) {
        CourseFacts course = new CourseFacts(
                UUID.randomUUID(), "Gitar", "guitar", Level.BEGINNER, PriceCategory.LOW, 100_000, days(courseDays));
        Wishes wishes = new Wishes(
                level == null ? null : Level.valueOf(level.toUpperCase(Locale.ROOT)),
                LearningGoal.HOBBY,
                Arrays.asList(instruments.split(" ")),
                budget == null ? null : PriceCategory.valueOf(budget.toUpperCase(Locale.ROOT)),
                days(wishedDays));
        assertThat(new RuleScorer().score(wishes, course).total()).isEqualTo(expected);
    }

    private static List<DayOfWeek> days(String names) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> names.contains(day.name().substring(0, 3).toLowerCase(Locale.ROOT)))
                .toList();
    }
}

package com.shemamusic.course.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shemamusic.shared.error.ValidationFailedException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPlanTests {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2030-01-07T08:00:00Z");

    private static List<String> starts(Recurrence recurrence) {
        return SeriesPlan.times(MONDAY, MONDAY.plusSeconds(3600), recurrence, JAKARTA).stream()
                .map(times -> times.startsAt().toString())
                .toList();
    }

    @Test
    void oneClassIsItself() {
        assertThat(SeriesPlan.times(MONDAY, MONDAY.plusSeconds(60), null, JAKARTA))
                .containsExactly(new SeriesPlan.Times(MONDAY, MONDAY.plusSeconds(60)));
    }

    @Test
    void countsOnTheFirstWeekdayWhenNoneIsGiven() {
        assertThat(starts(new Recurrence(null, null, null, 3)))
                .containsExactly("2030-01-07T08:00:00Z", "2030-01-14T08:00:00Z", "2030-01-21T08:00:00Z");
    }

    @Test
    void takesSeveralDaysOfEverySecondWeekUntilADayInclusive() {
        var days = List.of(DayOfWeek.WEDNESDAY, DayOfWeek.MONDAY);
        assertThat(starts(new Recurrence(2, days, LocalDate.of(2030, 1, 23), null)))
                .containsExactly(
                        "2030-01-07T08:00:00Z", "2030-01-09T08:00:00Z", "2030-01-21T08:00:00Z", "2030-01-23T08:00:00Z");
    }

    @Test
    void beginsWithTheFirstDayThatFits() {
        assertThat(starts(new Recurrence(1, List.of(DayOfWeek.SUNDAY), null, 2)))
                .containsExactly("2030-01-13T08:00:00Z", "2030-01-20T08:00:00Z");
    }

    @Test
    void keepsTheLocalHourAndLengthAcrossAClockChange() {
        Instant start = Instant.parse("2030-03-25T09:00:00Z");
        var times = SeriesPlan.times(start, start.plusSeconds(5400), new Recurrence(1, null, null, 2), BERLIN);
        assertThat(times)
                .containsExactly(
                        new SeriesPlan.Times(start, start.plusSeconds(5400)),
                        new SeriesPlan.Times(
                                Instant.parse("2030-04-01T08:00:00Z"), Instant.parse("2030-04-01T09:30:00Z")));
    }

    @Test
    void makesNoMoreThanTwoHundredAndNotNone() {
        assertThat(starts(new Recurrence(1, List.of(DayOfWeek.values()), null, 200)))
                .hasSize(200);
        assertThatThrownBy(() -> starts(new Recurrence(1, List.of(DayOfWeek.values()), LocalDate.MAX, null)))
                .isInstanceOf(ValidationFailedException.class);
        assertThatThrownBy(() -> starts(new Recurrence(1, null, LocalDate.of(2029, 1, 1), null)))
                .isInstanceOf(ValidationFailedException.class);
    }
}

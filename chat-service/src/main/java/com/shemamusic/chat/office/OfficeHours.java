package com.shemamusic.chat.office;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.time.SchoolTime;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hours of a week, in local time; a day left out is closed. */
record OfficeHours(
        @Nullable @Valid @Size(max = 10) List<Hours> monday,
        @Nullable @Valid @Size(max = 10) List<Hours> tuesday,
        @Nullable @Valid @Size(max = 10) List<Hours> wednesday,
        @Nullable @Valid @Size(max = 10) List<Hours> thursday,
        @Nullable @Valid @Size(max = 10) List<Hours> friday,
        @Nullable @Valid @Size(max = 10) List<Hours> saturday,
        @Nullable @Valid @Size(max = 10) List<Hours> sunday)
        implements SelfChecking {

    /** From, inclusive, to, exclusive; {@code 00:00} as the end is the midnight after the day. */
    record Hours(@NotNull LocalTime start, @NotNull LocalTime end) {

        boolean isComplete() {
            return start != null && end != null;
        }

        int lastMinute() {
            return LocalTime.MIDNIGHT.equals(end) ? 24 * 60 : end.getHour() * 60 + end.getMinute();
        }

        int firstMinute() {
            return start.getHour() * 60 + start.getMinute();
        }
    }

    /** The hours of a day, earliest first. */
    List<Hours> on(DayOfWeek day) {
        List<Hours> hours = switch (day) {
            case MONDAY -> monday;
            case TUESDAY -> tuesday;
            case WEDNESDAY -> wednesday;
            case THURSDAY -> thursday;
            case FRIDAY -> friday;
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
        };
        return hours == null
                ? List.of()
                : hours.stream()
                        .filter(Objects::nonNull)
                        .filter(Hours::isComplete)
                        .sorted(Comparator.comparing(Hours::start))
                        .toList();
    }

    @Override
    public void check(FieldErrors errors) {
        for (DayOfWeek day : DayOfWeek.values()) {
            int open = 0;
            for (Hours hours : on(day)) {
                boolean bad = hours.lastMinute() <= hours.firstMinute() || hours.firstMinute() < open;
                errors.addIf(bad, SchoolTime.nameOf(day), "INVALID");
                open = hours.lastMinute();
            }
        }
    }
}

package com.shemamusic.chat.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.chat.office.OfficeHours.Hours;
import com.shemamusic.shared.time.SchoolTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeTests {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    // Monday 9 to 12 and 13 to midnight, Saturday 8 to 10; 2026-01-05 is a Monday, Jakarta is 7 hours ahead.
    @ParameterizedTest
    @CsvSource({
        "2026-01-05T02:00:00Z, true,",
        "2026-01-05T01:59:59Z, false, 2026-01-05T02:00:00Z",
        "2026-01-05T05:00:00Z, false, 2026-01-05T06:00:00Z",
        "2026-01-05T16:59:59Z, true,",
        "2026-01-05T17:00:00Z, false, 2026-01-10T01:00:00Z",
        "2026-01-10T03:00:00Z, false, 2026-01-12T02:00:00Z"
    })
    void knowsWhetherItIsOpenAndWhenItOpensNext(Instant now, boolean open, Instant next) {
        assertThat(OfficeService.state(week(), new SchoolTime(Clock.fixed(now, JAKARTA), JAKARTA)))
                .isEqualTo(new OfficeState(open, next));
    }

    @ParameterizedTest
    @CsvSource("2026-01-05T02:00:00Z")
    void isNeverOpenWithoutHours(Instant now) {
        OfficeHours none = new OfficeHours(null, null, null, null, null, null, null);
        assertThat(OfficeService.state(none, new SchoolTime(Clock.fixed(now, JAKARTA), JAKARTA)))
                .isEqualTo(new OfficeState(false, null));
    }

    private static OfficeHours week() {
        return new OfficeHours(
                List.of(hours("13:00", "00:00"), hours("09:00", "12:00")),
                null,
                null,
                null,
                null,
                List.of(hours("08:00", "10:00")),
                List.of());
    }

    private static Hours hours(String start, String end) {
        return new Hours(LocalTime.parse(start), LocalTime.parse(end));
    }
}

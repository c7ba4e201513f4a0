package com.shemamusic.chat.office;

import com.shemamusic.chat.office.OfficeHours.Hours;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.time.SchoolTime;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Knows whether staff answer now. */
@Service
public class OfficeService {

    private static final int DAYS_AHEAD = 8;
    private final OfficeRepository hours;
    private final SchoolTime time;
    private final Transactions transactions;

    OfficeService(OfficeRepository hours, SchoolTime time, Transactions transactions) {
        this.hours = hours;
        this.time = time;
        this.transactions = transactions;
    }

    /** Whether the office is open, and when it opens next. */
    public OfficeState state() {
        return state(hours.read(), time);
    }

    static OfficeState state(OfficeHours week, SchoolTime time) {
        Instant now = time.now();
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = time.today().plusDays(ahead);
            for (Hours open : week.on(day.getDayOfWeek())) {
                Instant start = day.atTime(open.start()).atZone(time.zone()).toInstant();
                Instant end = day.atStartOfDay()
                        .plusMinutes(open.lastMinute())
                        .atZone(time.zone())
                        .toInstant();
                if (start.isAfter(now)) {
                    return new OfficeState(false, start);
                }
                if (end.isAfter(now)) {
                    return new OfficeState(true, null);
                }
            }
        }
        return new OfficeState(false, null);
    }

    OfficeHours get() {
        return hours.read();
    }

    OfficeHours replace(OfficeHours week) {
        transactions.run(() -> hours.replace(week));
        return hours.read();
    }
}

package com.shemamusic.chat.office;

import com.shemamusic.chat.office.OfficeHours.Hours;
import com.shemamusic.shared.time.SchoolTime;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code office_hours}. */
@Repository
class OfficeRepository {

    private final JdbcClient jdbc;

    OfficeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    OfficeHours read() {
        Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day, new ArrayList<>());
        }
        jdbc.sql("select day, start_at, end_at from office_hours order by day, start_at")
                .query(rs -> {
                    DayOfWeek day = DayOfWeek.valueOf(rs.getString("day").toUpperCase(Locale.ROOT));
                    days.getOrDefault(day, new ArrayList<>())
                            .add(new Hours(
                                    rs.getObject("start_at", LocalTime.class),
                                    rs.getObject("end_at", LocalTime.class)));
                });
        return new OfficeHours(
                days.get(DayOfWeek.MONDAY),
                days.get(DayOfWeek.TUESDAY),
                days.get(DayOfWeek.WEDNESDAY),
                days.get(DayOfWeek.THURSDAY),
                days.get(DayOfWeek.FRIDAY),
                days.get(DayOfWeek.SATURDAY),
                days.get(DayOfWeek.SUNDAY));
    }

    void replace(OfficeHours hours) {
        jdbc.sql("lock table office_hours in share row exclusive mode").update();
        jdbc.sql("delete from office_hours").update();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (Hours open : hours.on(day)) {
                jdbc.sql("insert into office_hours (day, start_at, end_at) values (:day, :start, :end)")
                        .param("day", SchoolTime.nameOf(day))
                        .param("start", open.start())
                        .param("end", open.end())
                        .update();
            }
        }
    }
}

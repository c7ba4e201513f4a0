package com.shemamusic.attendance.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SheetIT extends AttendanceTest {

    @Test
    void printsAMonthOfAClass(Api api) {
        UUID ani = Ids.next();
        UUID first = classAt(Instant.parse("2026-05-04T08:00:00Z"), 5);
        UUID second = classAt(Instant.parse("2026-05-11T08:00:00Z"), 5);
        UUID otherHour = classAt(Instant.parse("2026-05-11T10:00:00Z"), 5);
        UUID otherMonth = classAt(Instant.parse("2026-06-01T08:00:00Z"), 5);
        for (UUID id : new UUID[] {first, second, otherHour, otherMonth}) {
            sit(id, ani);
        }
        UUID budi = Ids.next();
        sit(second, budi);
        Neighbours.people(Neighbours.student(ani, "Ani <b>"), Neighbours.student(budi, "Budi"));
        mark(first, ani, "present");
        mark(second, ani, "late");
        ApiResponse page = api.asAdmin()
                .header("Accept", "text/html")
                .get("/api/attendance/schedules/" + first + "/sheet?month=2026-05")
                .assertStatus(200);
        assertThat(page.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.text())
                .contains("Daftar hadir: Piano Dasar, Mei 2026")
                .contains("Senin 15:00")
                .contains(">4 Mei</th><th style=\"width: 16mm\">11 Mei</th></tr>")
                .contains("<td class=\"no\">1</td><td class=\"name\">Ani &lt;b&gt;</td><td>H</td><td>T</td></tr>")
                .contains("Budi</td><td class=\"off\">–</td><td></td></tr>")
                .contains("Paraf pengajar</td><td></td><td></td></tr>");
        assertThat(api.asAdmin()
                        .header("Accept-Language", "en")
                        .get("/api/attendance/schedules/" + otherMonth + "/sheet")
                        .assertStatus(200)
                        .text())
                .contains("Attendance sheet: Piano Dasar, June 2026")
                .contains(">1 Jun</th></tr>");
    }

    @Test
    void refusesBadInputAndOthers(Api api) {
        String path = "/api/attendance/schedules/" + Ids.next() + "/sheet";
        api.asAdmin().get(path).assertError(404, "SCHEDULE_NOT_FOUND");
        api.asAdmin().get(path + "?month=May").assertField("month", "INVALID");
        api.anonymous().get(path).assertError(401, "AUTH_REQUIRED");
        api.asService("user-service").get(path).assertError(403, "AUTH_FORBIDDEN");
    }
}

package com.shemamusic.attendance.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a crash between seat and register leaves behind is put right by itself. */
class SeatChecksIT extends AttendanceTest {

    private static void leftOver(UUID schedule, UUID student, String due) {
        DB.sql("insert into seat_checks values (:schedule, :student, now() + cast(:due as interval))")
                .param("schedule", schedule)
                .param("student", student)
                .param("due", due)
                .update();
    }

    @Test
    void freesASeatWithoutARowAndLeavesEveryOther() {
        UUID orphaned = classAt(hoursFromNow(24), 2);
        UUID seated = classAt(hoursFromNow(30), 2);
        UUID promised = Ids.next();
        UUID underWay = classAt(hoursFromNow(40), 2);
        UUID student = sitIn(seated, 1).getFirst();
        DB.sql("insert into placements values (:schedule, :student, now() + interval '1 hour')")
                .param("schedule", promised)
                .param("student", student)
                .update();
        leftOver(orphaned, student, "0");
        leftOver(seated, student, "0");
        leftOver(promised, student, "0");
        leftOver(underWay, student, "1 minute");
        Awaitility.await().until(() -> count("seat_checks") == 1);
        assertThat(Neighbours.freed(orphaned)).isEqualTo(1);
        assertThat(Neighbours.freed(seated)).isZero();
        assertThat(Neighbours.freed(promised)).isZero();
        assertThat(Neighbours.freed(underWay)).isZero();
    }
}

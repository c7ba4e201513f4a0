package com.shemamusic.attendance.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConflictIT extends AttendanceTest {

    private static final String PATH = "/api/attendance/conflicts";

    @Test
    void listsWhoSitsInTwoClassesAtOnceUntilThatIsMended(Api api) {
        UUID ani = Ids.next();
        UUID first = classAt(hoursFromNow(24), 5);
        UUID second = classAt(hoursFromNow(24).plusSeconds(1800), 5);
        UUID backToBack = classAt(hoursFromNow(25).plusSeconds(1800), 5);
        UUID over = classAt(hoursFromNow(-30), 5);
        UUID overToo = classAt(hoursFromNow(-30), 5);
        for (UUID id : new UUID[] {first, second, backToBack, over, overToo}) {
            sit(id, ani);
        }
        sitIn(first, 2);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        var list = api.asAdmin().get(PATH).assertStatus(200);
        assertThat(list.at("/meta/total").asInt()).isEqualTo(1);
        assertThat(list.at("/data/0/full_name").asText()).isEqualTo("Ani");
        assertThat(list.at("/data/0/classes").findValuesAsText("schedule_id"))
                .containsExactly(first.toString(), second.toString());
        assertThat(list.at("/data/0/classes/0/course_name").asText()).isEqualTo("Piano Dasar");
        api.asAdmin()
                .delete("/api/attendance/schedules/" + second + "/students/" + ani)
                .assertStatus(204);
        assertThat(api.asAdmin().get(PATH).at("/data")).isEmpty();
    }

    @Test
    void isForAdminsOnly(Api api) {
        api.anonymous().get(PATH).assertError(401, "AUTH_REQUIRED");
        api.withoutToken().get(PATH).assertError(401, "AUTH_REQUIRED");
        api.asService("enrollment-service").get(PATH).assertError(403, "AUTH_FORBIDDEN");
    }
}

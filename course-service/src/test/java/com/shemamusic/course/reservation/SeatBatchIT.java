package com.shemamusic.course.reservation;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class SeatBatchIT {

    private static final String PATH = "/internal/seats";
    private final UUID ani = UUID.randomUUID();
    private final UUID budi = UUID.randomUUID();
    private final UUID citra = UUID.randomUUID();
    private Api admin;
    private Api attendance;
    private School school;
    private String course;
    private String room;
    private String teacher;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        attendance = api.asService("attendance-service");
        school = new School(api);
        course = school.course("Drum", "drums", 2);
        room = school.room("Studio 1", 4);
        teacher = school.instructor("Budi");
    }

    private static String wish(String schedule, UUID student) {
        return "{\"schedule_id\": \"%s\", \"student_id\": \"%s\"}".formatted(schedule, student);
    }

    private static String body(String... wishes) {
        return "{\"seats\": [" + String.join(",", wishes) + "]}";
    }

    private static List<String> outcomes(ApiResponse answer) {
        return answer.assertStatus(200).at("/data").findValuesAsText("outcome");
    }

    @Test
    void givesEachSeatThereIsAndSaysWhyNotTheOthers(Api api) {
        String first = school.lesson(course, teacher, room, inDays(3, 10));
        String second = school.lesson(course, teacher, room, inDays(4, 10));
        String cancelled = school.lesson(course, teacher, room, inDays(5, 10));
        admin.post("/api/schedules/" + cancelled + "/cancel", "{\"reason\": \"x\"}")
                .assertStatus(200);
        api.asService("enrollment-service")
                .put("/internal/bookings/" + UUID.randomUUID() + "/hold", """
                        {"course_id": "%s", "slot_ids": ["%s", "%s"], "expires_at": "%s"}""".formatted(
                                course, second, first, Instant.now().plusSeconds(3600)))
                .assertStatus(200);
        String unknown = UUID.randomUUID().toString();
        String wishes = body(
                wish(first, ani),
                wish(first, budi),
                wish(first, ani),
                wish(second, citra),
                wish(cancelled, ani),
                wish(unknown, ani));
        assertThat(outcomes(attendance.put(PATH, wishes)))
                .containsExactly("taken", "full", "had_it", "taken", "cancelled", "missing");
        assertThat(outcomes(attendance.put(PATH, wishes)))
                .containsExactly("had_it", "full", "had_it", "had_it", "cancelled", "missing");
        assertThat(admin.get("/api/schedules/" + first).at("/seats_taken").asInt())
                .isEqualTo(1);
        assertThat(attendance
                        .get(PATH + "?schedule_ids=" + first + "," + second)
                        .assertStatus(200)
                        .at("/data")
                        .findValuesAsText("student_id"))
                .containsExactlyInAnyOrder(ani.toString(), citra.toString());
    }

    @Test
    void neverGivesMoreThanThereAreThoughGroupsRaceForTheSameClasses() {
        List<String> classes = Stream.of(3, 4, 5, 6)
                .map(day -> school.lesson(course, teacher, room, inDays(day, 10)))
                .toList();
        Races.run(20, runner -> {
            // Every second group asks the other way round, which must not make two of them wait for each other.
            List<String> order = runner % 2 == 0 ? classes : classes.reversed();
            UUID student = UUID.randomUUID();
            String wishes = order.stream().map(id -> wish(id, student)).collect(Collectors.joining(","));
            return attendance.put(PATH, body(wishes)).assertStatus(200);
        });
        assertThat(TestDatabase.admin().sql("""
                                select count(*) from class_schedules s where seats_taken = 2 and
                                (select count(*) from class_seats t where t.schedule_id = s.id) = 2""").query(Integer.class).single()).isEqualTo(4);
    }

    @Test
    void namesEveryBadFieldAndRefusesOthers(Api api) {
        attendance
                .put(PATH, "{\"seats\": [{\"schedule_id\": \"x\"}]}")
                .assertFieldErrors(Map.of("seats[0].schedule_id", "INVALID", "seats[0].student_id", "REQUIRED"));
        attendance.put(PATH, "{\"seats\": []}").assertField("seats", "REQUIRED");
        attendance.get(PATH).assertField("schedule_ids", "REQUIRED");
        for (Api other : List.of(admin, api.asService("enrollment-service"), api.anonymous())) {
            other.put(PATH, body(wish(ani.toString(), ani))).assertError(403, "AUTH_FORBIDDEN");
            other.get(PATH + "?schedule_ids=" + ani).assertError(403, "AUTH_FORBIDDEN");
        }
        api.withoutToken().get(PATH).assertError(401, "AUTH_REQUIRED");
    }
}

package com.shemamusic.course.schedule;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a class shows as its status is what the filter of that status finds. */
@ServiceTest("course")
class StatusIT {

    private Api admin;
    private Api attendance;
    private Api enrollment;
    private School school;
    private String course;
    private String room;
    private String budi;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        attendance = api.asService("attendance-service");
        enrollment = api.asService("enrollment-service");
        school = new School(api);
        course = school.course("Drum", "drums", 2);
        room = school.room("Studio 1", 4);
        budi = school.instructor("Budi");
    }

    private String lesson(int day) {
        return school.lesson(course, budi, room, inDays(day, 10));
    }

    private void seat(String lesson) {
        attendance
                .put("/internal/schedules/" + lesson + "/seats/" + UUID.randomUUID(), "")
                .assertStatus(200);
    }

    private void hold(String first, String second) {
        enrollment
                .put("/internal/bookings/" + UUID.randomUUID() + "/hold", """
                        {"course_id": "%s", "slot_ids": ["%s", "%s"], "expires_at": "%s"}""".formatted(
                                course, first, second, Instant.now().plusSeconds(3600)))
                .assertStatus(200);
    }

    private static void set(String lesson, String change) {
        TestDatabase.admin()
                .sql("update shema.class_schedules set " + change + " where id = :id")
                .param("id", UUID.fromString(lesson))
                .update();
    }

    @Test
    void everyStatusIsFoundByItsFilter() {
        String free = lesson(3);
        String halfHeld = lesson(4);
        String heldAndTaken = lesson(5);
        String held = lesson(6);
        String taken = lesson(7);
        String cancelled = lesson(8);
        String over = lesson(9);
        String running = lesson(10);
        String overAndCancelled = lesson(11);
        String expired = lesson(12);
        hold(halfHeld, held);
        hold(heldAndTaken, held);
        seat(heldAndTaken);
        seat(taken);
        seat(taken);
        hold(expired, lesson(13));
        seat(expired);
        for (String id : List.of(cancelled, overAndCancelled)) {
            admin.post("/api/schedules/" + id + "/cancel", "{\"reason\": \"sakit\"}")
                    .assertStatus(200);
        }
        TestDatabase.admin()
                .sql("update shema.class_seats set expires_at = now() where schedule_id = :id and state = 'held'")
                .param("id", UUID.fromString(expired))
                .update();
        set(over, "starts_at = now() - interval '14 hours', ends_at = now() - interval '13 hours'");
        set(overAndCancelled, "starts_at = now() - interval '4 hours', ends_at = now() - interval '3 hours'");
        set(running, "starts_at = now() - interval '11 hours', ends_at = now() + interval '1 hour'");

        Map<String, String> expected = new LinkedHashMap<>();
        List.of(free, halfHeld, running, expired).forEach(id -> expected.put(id, "available"));
        List.of(heldAndTaken, held).forEach(id -> expected.put(id, "reserved"));
        expected.put(taken, "booked");
        List.of(cancelled, overAndCancelled).forEach(id -> expected.put(id, "cancelled"));
        expected.put(over, "completed");
        expected.forEach((id, status) -> assertThat(
                        admin.get("/api/schedules/" + id).at("/status").asText())
                .isEqualTo(status));
        for (ScheduleStatus status : ScheduleStatus.values()) {
            String name = status.name().toLowerCase();
            var page = admin.get("/api/schedules?status=" + name + "&room_id=" + room);
            List<String> found = page.at("/data").findValuesAsText("id");
            found.removeIf(id -> !expected.containsKey(id));
            assertThat(found)
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                            .filter(id -> name.equals(expected.get(id)))
                            .toList());
            assertThat(page.at("/data").findValuesAsText("status")).containsOnly(name);
        }
    }

    @Test
    void whatIsFreeLeavesOutWhatIsHeldBegunOrOfAnInactiveCourse() {
        String free = lesson(3);
        String held = lesson(4);
        String running = lesson(5);
        String other = school.course("Piano", "piano", 1);
        school.lesson(other, budi, room, inDays(6, 10));
        hold(held, lesson(7));
        hold(held, lesson(8));
        set(running, "starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour'");
        admin.delete("/api/courses/" + other).assertStatus(204);
        var offered = admin.get("/api/schedules/available?size=100");
        assertThat(offered.at("/data").findValuesAsText("id"))
                .contains(free)
                .doesNotContain(held, running)
                .hasSize(3);
        assertThat(offered.at("/meta/total").asInt()).isEqualTo(3);
        assertThat(offered.at("/data").findValuesAsText("seats_held")).containsExactly("0", "1", "1");
    }
}

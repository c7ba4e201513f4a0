package com.shemamusic.course.schedule;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest("course")
class ScheduleIT {

    private static final String NOBODY = "0190a1c2-0000-7000-8000-000000000000";

    private Api admin;
    private Api visitor;
    private School school;
    private String course;
    private String room;
    private String budi;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
        school = new School(api);
        course = school.course("Gitar Pemula", "guitar", 2);
        room = school.room("Studio 1", 4);
        budi = school.instructor("Budi Santoso");
    }

    @Test
    void makesAClassWithEveryField() {
        var answer = school.tryClass(course, budi, room, inDays(3, 10), inDays(3, 11))
                .assertStatus(201);
        String id = answer.at("/data/0/id").asText();
        assertThat(answer.header("Location")).hasValue("/api/schedules/" + id);
        assertThat(answer.at("/skipped")).isEmpty();
        var schedule = admin.get("/api/schedules/" + id).assertStatus(200);
        assertThat(schedule.json()).isEqualTo(answer.at("/data/0"));
        assertThat(schedule.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "course_id",
                        "course_name",
                        "instructor_id",
                        "instructor_name",
                        "room_id",
                        "room_name",
                        "starts_at",
                        "ends_at",
                        "status",
                        "seats",
                        "seats_taken",
                        "seats_held",
                        "series_id",
                        "version");
        assertThat(schedule.at("/instructor_name").asText()).isEqualTo("Budi Santoso");
        assertThat(schedule.at("/status").asText()).isEqualTo("available");
        assertThat(schedule.at("/seats").asInt()).isEqualTo(2);
        assertThat(schedule.header("ETag").orElseThrow()).startsWith("\"1.");
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        admin.post("/api/schedules", """
                {"course_id": "x", "room_id": 7, "starts_at": "2020-01-01T10:00:00Z", "ends_at": "2020-01-01T11:00:00Z",
                 "on_conflict": "hope", "recurrence": {"interval_weeks": 0, "days": ["someday"], "count": 201}}""")
                .assertFieldErrors(Map.of(
                        "course_id",
                        "INVALID",
                        "instructor_id",
                        "REQUIRED",
                        "room_id",
                        "INVALID",
                        "starts_at",
                        "IN_PAST",
                        "on_conflict",
                        "INVALID",
                        "recurrence.interval_weeks",
                        "OUT_OF_RANGE",
                        "recurrence.days[0]",
                        "INVALID",
                        "recurrence.count",
                        "OUT_OF_RANGE"));
        school.tryClass(course, budi, room, inDays(2, 10), inDays(2, 9))
                .assertFieldErrors(Map.of("ends_at", "INVALID"));
        school.tryClass(course, budi, room, inDays(2, 8), inDays(2, 21))
                .assertFieldErrors(Map.of("ends_at", "OUT_OF_RANGE"));
        school.tryClass(course, budi, room, Instant.MAX.minusSeconds(10), Instant.MAX)
                .assertField("starts_at", "OUT_OF_RANGE");
    }

    @Test
    void refusesWhatDoesNotExistOrFit() {
        Instant at = inDays(2, 10);
        school.tryClass(NOBODY, budi, room, at, at.plusSeconds(60)).assertError(404, "COURSE_NOT_FOUND");
        school.tryClass(course, budi, NOBODY, at, at.plusSeconds(60)).assertError(404, "ROOM_NOT_FOUND");
        school.tryClass(course, NOBODY, room, at, at.plusSeconds(60)).assertError(404, "INSTRUCTOR_NOT_FOUND");
        String closet = school.room("Closet", 1);
        school.tryClass(course, budi, closet, at, at.plusSeconds(60)).assertError(409, "SCHEDULE_ROOM_TOO_SMALL");
        admin.delete("/api/courses/" + course).assertStatus(204);
        school.tryClass(course, budi, room, at, at.plusSeconds(60)).assertError(404, "COURSE_NOT_FOUND");
    }

    @Test
    void showsVisitorsWhatIsFreeSoonestFirst() {
        String later = school.lesson(course, budi, room, inDays(5, 10));
        String sooner = school.lesson(course, budi, room, inDays(4, 10));
        school.lesson(course, budi, room, inDays(100, 10));
        var free = visitor.get("/api/schedules/available?course_id=" + course).assertStatus(200);
        assertThat(free.json().findValuesAsText("id")).containsExactly(sooner, later);
        String day = inDays(5, 0).atZone(School.ZONE).toLocalDate().toString();
        assertThat(visitor.get("/api/schedules/available?from=" + day + "&to=" + day)
                        .json()
                        .findValuesAsText("id"))
                .containsExactly(later);
        String weekday = inDays(4, 0).atZone(School.ZONE).getDayOfWeek().name().toLowerCase();
        assertThat(visitor.get("/api/schedules/available?day=" + weekday).json().findValuesAsText("id"))
                .containsExactly(sooner);
        assertThat(visitor.get("/api/courses/" + course).at("/available_days").toString())
                .contains(weekday);
        visitor.get("/api/schedules/available?from=bad&day=moonday&course_id=7&instructor_id=x")
                .assertFieldErrors(Map.of(
                        "from", "INVALID", "day", "INVALID", "course_id", "INVALID", "instructor_id", "INVALID"));
        visitor.get("/api/schedules/available?from=%2B99999999-01-01").assertField("from", "OUT_OF_RANGE");
    }

    @Test
    void listsTheTimetableAndItsFigures() {
        school.lesson(course, budi, room, inDays(1, 10));
        String id = school.lesson(course, budi, room, inDays(1, 12));
        admin.post("/api/schedules/" + id + "/cancel", "{\"reason\": \"libur\"}")
                .assertStatus(200);
        assertThat(admin.get("/api/schedules").at("/meta/total").asInt()).isEqualTo(2);
        assertThat(admin.get("/api/schedules?status=cancelled&room_id=" + room)
                        .json()
                        .findValuesAsText("id"))
                .containsExactly(id);
        assertThat(admin.get("/api/schedules/stats").at("/upcoming_count").asInt())
                .isEqualTo(1);
        admin.get("/api/schedules?status=lost").assertFieldErrors(Map.of("status", "INVALID"));
        admin.get("/api/schedules/" + UUID.randomUUID()).assertError(404, "SCHEDULE_NOT_FOUND");
        admin.get("/api/schedules/seven").assertFieldErrors(Map.of("id", "INVALID"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/schedules",
        "GET, /api/schedules/stats",
        "GET, /api/schedules/" + NOBODY,
        "POST, /api/schedules",
        "PATCH, /api/schedules/" + NOBODY,
        "POST, /api/schedules/" + NOBODY + "/cancel",
        "GET, /api/rooms",
        "POST, /api/rooms",
        "GET, /api/rooms/" + NOBODY,
        "PATCH, /api/rooms/" + NOBODY,
        "DELETE, /api/rooms/" + NOBODY,
    })
    void keepsVisitorsAndServicesOut(String method, String path, Api api) {
        var none = java.net.http.HttpRequest.BodyPublishers.noBody();
        visitor.send(method, path, none).assertError(401, "AUTH_REQUIRED");
        api.asService("attendance-service").send(method, path, none).assertError(403, "AUTH_FORBIDDEN");
    }
}

package com.shemamusic.course.reservation;

import static com.shemamusic.course.School.classJson;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class SeatIT {

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
        course = school.course("Drum", "drums", 1);
        room = school.room("Studio 1", 4);
        budi = school.instructor("Budi");
    }

    private ApiResponse hold(UUID booking, String first, String second) {
        return enrollment.put("/internal/bookings/" + booking + "/hold", """
                {"course_id": "%s", "slot_ids": ["%s", "%s"], "expires_at": "%s"}""".formatted(
                        course, first, second, Instant.now().plusSeconds(3600)));
    }

    private ApiResponse confirm(UUID booking, String slot, UUID student, String scope) {
        return enrollment.put("/internal/bookings/" + booking + "/confirm", """
                {"slot_id": "%s", "student_id": "%s", "scope": "%s"}""".formatted(slot, student, scope));
    }

    private String status(String schedule) {
        return admin.get("/api/schedules/" + schedule).at("/status").asText();
    }

    @Test
    void aCourseOffTheCatalogueIsHeldForNobodyNew() {
        String first = school.lesson(course, budi, room, inDays(3, 10));
        String second = school.lesson(course, budi, room, inDays(4, 10));
        UUID before = UUID.randomUUID();
        hold(before, first, second).assertStatus(200);
        admin.delete("/api/courses/" + course).assertStatus(204);
        hold(before, first, second).assertStatus(200);
        enrollment.put("/internal/bookings/" + before + "/release", "").assertStatus(204);
        ApiResponse refused = hold(UUID.randomUUID(), first, second).assertError(409, "BOOKING_INVALID_SLOTS");
        assertThat(refused.at("/details/slots/0/reason").asText()).isEqualTo("missing");
        admin.patch("/api/courses/" + course, "{\"is_active\": true}").assertStatus(200);
        hold(UUID.randomUUID(), first, second).assertStatus(200);
    }

    @Test
    void takesAndFreesASeat() {
        String lesson = school.lesson(course, budi, room, inDays(3, 10));
        String seat = "/internal/schedules/" + lesson + "/seats/" + UUID.randomUUID();
        assertThat(attendance.put(seat, "").assertStatus(200).at("/changed").asBoolean())
                .isTrue();
        assertThat(attendance.put(seat, "").assertStatus(200).at("/changed").asBoolean())
                .isFalse();
        assertThat(status(lesson)).isEqualTo("booked");
        attendance
                .put("/internal/schedules/" + lesson + "/seats/" + UUID.randomUUID(), "")
                .assertError(409, "CLASS_FULL");
        attendance.delete(seat).assertStatus(204);
        attendance.delete(seat).assertStatus(204);
        assertThat(status(lesson)).isEqualTo("available");
        attendance
                .put("/internal/schedules/" + UUID.randomUUID() + "/seats/" + UUID.randomUUID(), "")
                .assertError(404, "SCHEDULE_NOT_FOUND");
        admin.post("/api/schedules/" + lesson + "/cancel", "{\"reason\": \"x\"}")
                .assertStatus(200);
        attendance.put(seat, "").assertError(409, "CLASS_CANCELLED");
    }

    @Test
    void holdsTwoSeatsAndConfirmsOne() {
        String first = school.lesson(course, budi, room, inDays(3, 10));
        String second = school.lesson(course, budi, room, inDays(4, 10));
        UUID booking = UUID.randomUUID();
        var held = hold(booking, first, second).assertStatus(200);
        assertThat(held.at("/slots").findValuesAsText("slot_id")).containsExactly(first, second);
        assertThat(held.at("/slots/0/version").asLong()).isOne();
        assertThat(hold(booking, first, second).assertStatus(200).json()).isEqualTo(held.json());
        assertThat(List.of(status(first), status(second))).containsExactly("reserved", "reserved");
        UUID student = UUID.randomUUID();
        var confirmed = confirm(booking, second, student, "this").assertStatus(200);
        assertThat(confirmed.json().toString()).isEqualTo("{\"placed\":[\"%s\"],\"full\":[]}".formatted(second));
        assertThat(confirm(booking, second, student, "this").assertStatus(200).json())
                .isEqualTo(confirmed.json());
        assertThat(List.of(status(first), status(second))).containsExactly("available", "booked");
        enrollment.put("/internal/bookings/" + booking + "/release", "").assertStatus(204);
        assertThat(status(second)).isEqualTo("booked");
    }

    @Test
    void saysWhyASlotCannotBeHeldAndThenHoldsNone() {
        String free = school.lesson(course, budi, room, inDays(3, 10));
        String full = school.lesson(course, budi, room, inDays(4, 10));
        String cancelled = school.lesson(course, budi, room, inDays(5, 10));
        String foreign = school.lesson(school.course("Piano", "piano", 1), budi, room, inDays(6, 10));
        attendance
                .put("/internal/schedules/" + full + "/seats/" + UUID.randomUUID(), "")
                .assertStatus(200);
        admin.post("/api/schedules/" + cancelled + "/cancel", "{\"reason\": \"x\"}")
                .assertStatus(200);
        String nowhere = UUID.randomUUID().toString();
        for (var bad : Map.of(full, "full", cancelled, "cancelled", foreign, "other_course", nowhere, "missing")
                .entrySet()) {
            var refused = hold(UUID.randomUUID(), free, bad.getKey()).assertError(409, "BOOKING_INVALID_SLOTS");
            assertThat(refused.at("/details/slots").toString())
                    .isEqualTo("[{\"slot_id\":\"%s\",\"reason\":\"%s\"}]".formatted(bad.getKey(), bad.getValue()));
        }
        assertThat(status(free)).isEqualTo("available");
        hold(UUID.randomUUID(), free, free).assertField("slot_ids", "INVALID");
    }

    @Test
    void anExpiredHoldCountsNoMoreThoughNobodySweptIt() {
        String first = school.lesson(course, budi, room, inDays(3, 10));
        String second = school.lesson(course, budi, room, inDays(4, 10));
        UUID late = UUID.randomUUID();
        hold(late, first, second).assertStatus(200);
        TestDatabase.admin()
                .sql("update shema.class_seats set expires_at = now() - interval '1 millisecond'")
                .update();
        assertThat(status(first)).isEqualTo("available");
        confirm(late, first, UUID.randomUUID(), "this").assertError(409, "BOOKING_EXPIRED");
        hold(UUID.randomUUID(), first, second).assertStatus(200);
        assertThat(status(first)).isEqualTo("reserved");
    }

    @Test
    void followingFillsTheLaterClassesOfTheSeries() {
        Instant first = inDays(3, 10);
        var series = admin.post(
                        "/api/schedules",
                        classJson(course, budi, room, first, first.plusSeconds(60), ", \"recurrence\": {\"count\": 3}"))
                .assertStatus(201);
        List<String> ids = series.at("/data").findValuesAsText("id");
        String other = school.lesson(course, budi, room, inDays(5, 12));
        attendance
                .put("/internal/schedules/" + ids.get(2) + "/seats/" + UUID.randomUUID(), "")
                .assertStatus(200);
        UUID booking = UUID.randomUUID();
        hold(booking, ids.get(0), other).assertStatus(200);
        assertThat(confirm(booking, ids.get(0), UUID.randomUUID(), "following")
                        .assertStatus(200)
                        .json()
                        .toString())
                .isEqualTo(
                        "{\"placed\":[\"%s\",\"%s\"],\"full\":[\"%s\"]}".formatted(ids.get(0), ids.get(1), ids.get(2)));
    }

    @Test
    void aClassThatWasMovedIsNotTakenForItsOldTime() {
        Instant chosen = inDays(3, 10);
        String first = school.lesson(course, budi, room, chosen);
        String second = school.lesson(course, budi, room, inDays(4, 10));
        UUID booking = UUID.randomUUID();
        hold(booking, first, second).assertStatus(200);
        Instant now = inDays(5, 12);
        admin.patch(
                        "/api/schedules/" + first,
                        "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(now, now.plusSeconds(3600)))
                .assertStatus(200);
        UUID student = UUID.randomUUID();
        assertThat(confirm(booking, first, student, "this\", \"starts_at\": \"" + chosen)
                        .assertError(409, "BOOKING_INVALID_SLOTS")
                        .at("/details/slots/0/reason")
                        .asText())
                .isEqualTo("moved");
        assertThat(List.of(status(first), status(second)))
                .as("nobody is kept out by a choice that is none any more")
                .containsExactly("available", "reserved");
        confirm(booking, first, student, "this\", \"starts_at\": \"" + now).assertField("slot_id", "INVALID");
        hold(booking, first, second).assertStatus(200);
        confirm(booking, first, student, "this\", \"starts_at\": \"" + now).assertStatus(200);
        confirm(booking, first, student, "this\", \"starts_at\": \"" + chosen).assertStatus(200);
    }

    @Test
    void aHoldEndsWithTheTimeOfItsClassAndNotWithItsRoom() {
        String moved = school.lesson(course, budi, room, inDays(3, 10));
        String cancelled = school.lesson(course, budi, room, inDays(4, 10));
        UUID booking = UUID.randomUUID();
        hold(booking, moved, cancelled).assertStatus(200);
        admin.patch("/api/schedules/" + moved, "{\"room_id\": \"%s\"}".formatted(school.room("Studio 2", 4)))
                .assertStatus(200);
        assertThat(status(moved)).isEqualTo("reserved");
        Instant later = inDays(5, 12);
        admin.patch(
                        "/api/schedules/" + moved,
                        "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(later, later.plusSeconds(3600)))
                .assertStatus(200);
        admin.post("/api/schedules/" + cancelled + "/cancel", "{\"reason\": \"x\"}")
                .assertStatus(200);
        assertThat(TestDatabase.admin()
                        .sql("select count(*) from shema.class_seats")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(confirm(booking, cancelled, UUID.randomUUID(), "this")
                        .assertError(409, "BOOKING_INVALID_SLOTS")
                        .at("/details/slots/0/reason")
                        .asText())
                .isEqualTo("cancelled");
        confirm(booking, moved, UUID.randomUUID(), "this").assertError(409, "BOOKING_EXPIRED");
    }

    @Test
    void aBookedSeatIsFreedOnlyForAStudentWhoLeaves() {
        String first = school.lesson(course, budi, room, inDays(3, 10));
        String second = school.lesson(course, budi, room, inDays(4, 10));
        UUID booking = UUID.randomUUID();
        UUID student = UUID.randomUUID();
        hold(booking, first, second).assertStatus(200);
        confirm(booking, first, student, "this").assertStatus(200);
        attendance
                .put("/internal/schedules/" + second + "/seats/" + student, "")
                .assertStatus(200);
        for (String id : List.of(first, second)) {
            attendance
                    .delete("/internal/schedules/" + id + "/seats/" + student + "?unless_booked=true")
                    .assertStatus(204);
        }
        assertThat(List.of(status(first), status(second))).containsExactly("booked", "available");
        attendance.delete("/internal/schedules/" + first + "/seats/" + student).assertStatus(204);
        assertThat(status(first)).isEqualTo("available");
    }

    @Test
    void aBookingThatCameToNothingGivesBackWhatItsConfirmationTook() {
        Instant first = inDays(3, 10);
        List<String> ids = admin.post(
                        "/api/schedules",
                        classJson(course, budi, room, first, first.plusSeconds(60), ", \"recurrence\": {\"count\": 3}"))
                .assertStatus(201)
                .at("/data")
                .findValuesAsText("id");
        UUID student = UUID.randomUUID();
        attendance
                .put("/internal/schedules/" + ids.get(1) + "/seats/" + student, "")
                .assertStatus(200);
        UUID booking = UUID.randomUUID();
        hold(booking, ids.get(0), school.lesson(course, budi, room, inDays(5, 12)))
                .assertStatus(200);
        confirm(booking, ids.get(0), student, "following").assertStatus(200);
        assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("booked"));
        for (int time = 0; time < 2; time++) {
            enrollment
                    .put("/internal/bookings/" + booking + "/release", "{\"taken\": true}")
                    .assertStatus(204);
            assertThat(List.of(status(ids.get(0)), status(ids.get(1)), status(ids.get(2))))
                    .containsExactly("available", "booked", "available");
        }
        confirm(booking, ids.get(0), student, "following").assertError(409, "BOOKING_EXPIRED");
    }

    @Test
    void ofAHundredForTheLastSeatOneWins() {
        String lesson = school.lesson(course, budi, room, inDays(3, 10));
        var answers = Races.run(
                100, n -> attendance.put("/internal/schedules/" + lesson + "/seats/" + UUID.randomUUID(), ""));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200).forEach(lost -> lost.assertError(409, "CLASS_FULL"));
    }

    @Test
    void racingHoldsTakeBothSeatsOrNone() {
        String a = school.lesson(course, budi, room, inDays(3, 10));
        String b = school.lesson(course, budi, room, inDays(4, 10));
        var answers = Races.run(60, n -> n % 2 == 0 ? hold(UUID.randomUUID(), a, b) : hold(UUID.randomUUID(), b, a));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(lost -> lost.assertError(409, "BOOKING_INVALID_SLOTS"));
        assertThat(TestDatabase.admin()
                        .sql("select count(distinct booking_id) || '/' || count(*) from shema.class_seats")
                        .query(String.class)
                        .single())
                .isEqualTo("1/2");
    }

    @Test
    void onlyTheirServicesMayCall(Api api) {
        String path = "/internal/bookings/" + UUID.randomUUID();
        String seat = "/internal/schedules/" + UUID.randomUUID() + "/seats/" + UUID.randomUUID();
        for (Api stranger : List.of(admin, api.anonymous(), attendance)) {
            stranger.put(path + "/hold", "{}").assertError(403, "AUTH_FORBIDDEN");
            stranger.put(path + "/confirm", "{}").assertError(403, "AUTH_FORBIDDEN");
            stranger.put(path + "/release", "").assertError(403, "AUTH_FORBIDDEN");
        }
        for (Api stranger : List.of(admin, api.anonymous(), enrollment)) {
            stranger.put(seat, "").assertError(403, "AUTH_FORBIDDEN");
            stranger.delete(seat).assertError(403, "AUTH_FORBIDDEN");
        }
        enrollment
                .put(path + "/hold", "{\"slot_ids\": [\"x\"]}")
                .assertFieldErrors(Map.of("course_id", "REQUIRED", "slot_ids[0]", "INVALID", "expires_at", "REQUIRED"));
        enrollment
                .put(path + "/confirm", "{\"scope\": \"all\"}")
                .assertFieldErrors(Map.of("slot_id", "REQUIRED", "student_id", "REQUIRED", "scope", "INVALID"));
    }
}

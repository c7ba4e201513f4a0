package com.shemamusic.attendance.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RegisterIT extends AttendanceTest {

    private final UUID ani = Ids.next();
    private final UUID budi = Ids.next();

    private static String path(UUID scheduleId) {
        return "/api/attendance/schedules/" + scheduleId;
    }

    private static String mark(UUID student, String status, String note) {
        return """
                {"student_id": "%s", "status": "%s", "note": %s}""".formatted(student, status, note);
    }

    private static String marks(String... marks) {
        return "{\"marks\": [" + String.join(",", marks) + "]}";
    }

    @Test
    void showsWhoSitsInAClass(Api api) {
        UUID id = classAt(hoursFromNow(24), 3);
        sit(id, budi);
        sit(id, ani);
        Neighbours.people(Neighbours.student(ani, "Ani"), Neighbours.student(budi, "Budi"));
        ApiResponse register = api.asAdmin().get(path(id)).assertStatus(200);
        assertThat(register.at("/schedule/id").asText()).isEqualTo(id.toString());
        assertThat(register.at("/schedule/course_id").asText()).isEqualTo(course.toString());
        assertThat(register.at("/schedule/course_name").asText()).isEqualTo("Piano Dasar");
        assertThat(register.at("/schedule/instructor_name").asText()).isEqualTo("Budi Santoso");
        assertThat(register.at("/schedule/status").asText()).isEqualTo("available");
        assertThat(register.at("/schedule/starts_at").asText()).endsWith("Z");
        assertThat(register.at("/seats").asInt()).isEqualTo(3);
        assertThat(register.at("/seats_left").asInt()).isEqualTo(1);
        assertThat(register.at("/students").findValuesAsText("full_name")).containsExactly("Ani", "Budi");
        assertThat(register.at("/students/0/status").isNull()).isTrue();
        assertThat(register.at("/students/0/marked_by").isNull()).isTrue();
        assertThat(register.at("/students/0/history")).isEmpty();
    }

    @Test
    void opensWithoutNamesWhenUserServiceIsDown(Api api) {
        UUID id = classAt(hoursFromNow(24), 3);
        sit(id, ani);
        Neighbours.allDown();
        ApiResponse register = api.asAdmin().get(path(id)).assertStatus(200);
        assertThat(register.at("/students/0/full_name").isNull()).isTrue();
    }

    @Test
    void fetchesAClassItDoesNotKnow(Api api) {
        UUID id = Ids.next();
        api.asAdmin().get(path(id)).assertError(404, "SCHEDULE_NOT_FOUND");
        Neighbours.classes(Neighbours.schedule(id, course, hoursFromNow(24), 4, "available", 7));
        ApiResponse register = api.asAdmin().get(path(id)).assertStatus(200);
        assertThat(register.at("/seats_left").asInt()).isEqualTo(4);
        assertThat(register.at("/schedule/course_name").asText()).isEqualTo("Piano Dasar");
        Neighbours.allDown();
        api.asAdmin().get(path(id)).assertStatus(200);
        api.asAdmin().get(path(Ids.next())).assertError(503, "SERVICE_UNAVAILABLE");
        Neighbours.ready();
        Neighbours.reset();
    }

    @Test
    void marksAWholeClassOnceAndKeepsCorrections(Api api) {
        UUID id = classAt(hoursFromNow(-1), 3);
        sit(id, ani);
        sit(id, budi);
        Neighbours.people(Neighbours.student(ani, "Ani"), Neighbours.student(budi, "Budi"));
        String first = marks(mark(ani, "present", "\"Bagus\""), mark(budi, "absent", "null"));
        UUID marker = Ids.next();
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            ApiResponse answer =
                    api.asAdmin(marker, "Sari").put(path(id) + "/marks", first).assertStatus(200);
            assertThat(answer.at("/students").findValuesAsText("status")).containsExactly("present", "absent");
            assertThat(answer.at("/students/0/marked_by/id").asText()).isEqualTo(marker.toString());
            assertThat(answer.at("/students/0/marked_by/name").asText()).isEqualTo("Sari");
            String markedAt = answer.at("/students/0/marked_at").asText();
            ApiResponse again = api.asAdmin().put(path(id) + "/marks", first).assertStatus(200);
            assertThat(again.at("/students/0/marked_at").asText()).isEqualTo(markedAt);
            assertThat(count("attendance_history")).isZero();
            ApiResponse corrected = api.asAdmin(Ids.next(), "Dewi")
                    .put(path(id) + "/marks", marks(mark(ani, "late", "\"Macet\"")))
                    .assertStatus(200);
            assertThat(corrected.at("/students/0/status").asText()).isEqualTo("late");
            assertThat(corrected.at("/students/0/history")).hasSize(1);
            assertThat(corrected.at("/students/0/history/0/status").asText()).isEqualTo("present");
            assertThat(corrected.at("/students/0/history/0/note").asText()).isEqualTo("Bagus");
            assertThat(corrected.at("/students/0/history/0/marked_by/name").asText())
                    .isEqualTo("Sari");
            assertThat(corrected.at("/students/0/history/0/replaced_by/name").asText())
                    .isEqualTo("Dewi");
            assertThat(corrected.at("/students/1/status").asText()).isEqualTo("absent");
            var event = probe.awaitEvent(
                    "attendance.marked",
                    told -> told.at("/data/previousStatus").asText().equals("present"));
            assertThat(event.at("/data/status").asText()).isEqualTo("late");
            assertThat(event.at("/aggregateVersion").asLong()).isEqualTo(5);
            assertThat(probe.messages("attendance.marked")).hasSize(3);
        }
    }

    @Test
    void marksAllOrNobody(Api api) {
        UUID id = classAt(hoursFromNow(-1), 3);
        sit(id, ani);
        api.asAdmin()
                .put(
                        path(id) + "/marks",
                        marks(
                                mark(ani, "present", "null"),
                                mark(budi, "present", "null"),
                                mark(Ids.next(), "late", "null")))
                .assertFieldErrors(Map.of(
                        "marks[1].student_id", "STUDENT_NOT_IN_CLASS", "marks[2].student_id", "STUDENT_NOT_IN_CLASS"));
        assertThat(count("schedule_attendees where status is not null")).isZero();
    }

    @Test
    void refusesMarksBeforeTheClassAndForACancelledOne(Api api) {
        UUID later = classAt(hoursFromNow(1), 3);
        sit(later, ani);
        String mark = marks(mark(ani, "present", "null"));
        api.asAdmin().put(path(later) + "/marks", mark).assertError(409, "CLASS_NOT_STARTED");
        DB.sql("update class_rosters set cancelled = true").update();
        api.asAdmin().put(path(later) + "/marks", mark).assertError(409, "CLASS_CANCELLED");
        api.asAdmin().put(path(Ids.next()) + "/marks", mark).assertError(404, "SCHEDULE_NOT_FOUND");
        assertThat(api.asAdmin().get(path(later)).at("/schedule/status").asText())
                .isEqualTo("cancelled");
    }

    @Test
    void namesEveryBadFieldAndRefusesOthers(Api api) {
        UUID id = classAt(hoursFromNow(-1), 3);
        api.asAdmin()
                .put(
                        path(id) + "/marks",
                        marks(
                                "{\"student_id\": \"x\", \"status\": \"sick\"}",
                                "{\"note\": \"" + "x".repeat(1001) + "\"}",
                                mark(ani, "present", "null"),
                                mark(ani, "late", "3")))
                .assertFieldErrors(Map.of(
                        "marks[0].student_id", "INVALID",
                        "marks[0].status", "INVALID",
                        "marks[1].student_id", "REQUIRED",
                        "marks[1].status", "REQUIRED",
                        "marks[1].note", "TOO_LONG",
                        "marks[3].student_id", "INVALID",
                        "marks[3].note", "INVALID"));
        api.asAdmin().put(path(id) + "/marks", "{}").assertFieldErrors(Map.of("marks", "REQUIRED"));
        api.asAdmin().put(path(id) + "/marks", marks()).assertFieldErrors(Map.of("marks", "REQUIRED"));
        for (Api other : List.of(api.anonymous(), api.withoutToken())) {
            other.get(path(id)).assertError(401, "AUTH_REQUIRED");
            other.put(path(id) + "/marks", marks()).assertError(401, "AUTH_REQUIRED");
        }
        api.asService("enrollment-service").get(path(id)).assertError(403, "AUTH_FORBIDDEN");
        api.asService("enrollment-service").put(path(id) + "/marks", marks()).assertError(403, "AUTH_FORBIDDEN");
    }

    @Test
    void marksOfOneClassAtTheSameMomentAllStand(Api api) {
        UUID id = classAt(hoursFromNow(-1), 20);
        List<UUID> students = sitIn(id, 20);
        Races.run(
                20,
                i -> api.asAdmin()
                        .put(path(id) + "/marks", marks(mark(students.get(i), "present", "null")))
                        .assertStatus(200));
        assertThat(count("class_rosters where present = 20 and marked = 20")).isEqualTo(1);
    }

    @Test
    void forgetsTheNameOfAnErasedStudentThoughAnotherReplicaHandlesTheEvent(Api api) {
        UUID id = classAt(hoursFromNow(24), 3);
        sit(id, ani);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        assertThat(api.asAdmin().get(path(id)).at("/students/0/full_name").asText())
                .isEqualTo("Ani");
        Neighbours.allDown();
        Awaitility.await().untilAsserted(() -> {
            // On the channel only: the letter in the stream went to the other one.
            TestRedis.commands().publish("user.erased", """
                    {"eventType": "USER_ERASED", "version": "1.0", "data": {"userId": "%s"}}""".formatted(ani));
            assertThat(api.asAdmin().get(path(id)).at("/students/0/full_name").isNull())
                    .isTrue();
        });
    }

    @Test
    void forgetsNotesOfAnErasedStudent(Api api) {
        UUID id = classAt(hoursFromNow(-1), 3);
        sit(id, ani);
        for (String note : List.of("\"Sakit\"", "\"Flu\"")) {
            api.asAdmin()
                    .put(path(id) + "/marks", marks(mark(ani, "excused", note)))
                    .assertStatus(200);
        }
        assertThat(count("attendance_history where note = 'Sakit'")).isEqualTo(1);
        say("user.erased", ani, 3, Map.of("userId", ani));
        Awaitility.await().until(() -> count("schedule_attendees where note is not null") == 0);
        assertThat(count("attendance_history where note is not null")).isZero();
        assertThat(count("schedule_attendees where status = 'excused'")).isEqualTo(1);
    }
}

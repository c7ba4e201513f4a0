package com.shemamusic.attendance.assign;

import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AssignIT extends AttendanceTest {

    private final UUID ani = Ids.next();
    private final UUID budi = Ids.next();

    private static String path(UUID scheduleId) {
        return "/api/attendance/schedules/" + scheduleId + "/students";
    }

    @Test
    void putsStudentsInAClassAndTellsIt(Api api) {
        UUID id = classAt(hoursFromNow(24), 3);
        Neighbours.people(Neighbours.student(ani, "Ani"), Neighbours.student(budi, "Budi"));
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            ApiResponse answer = api.asAdmin().post(path(id), body(ani, budi)).assertStatus(200);
            assertThat(texts(answer, "/assigned")).containsExactly(ani.toString(), budi.toString());
            assertThat(answer.at("/rejected")).isEmpty();
            var event = probe.awaitEvent(
                    "attendance.assigned",
                    told -> told.at("/data/studentId").asText().equals(budi.toString()));
            assertThat(event.at("/data/scheduleId").asText()).isEqualTo(id.toString());
            assertThat(event.at("/data/courseId").asText()).isEqualTo(course.toString());
            assertThat(event.at("/aggregateVersion").asLong()).isEqualTo(2);
        }
        assertThat(Neighbours.taken(id)).isEqualTo(2);
        assertThat(Neighbours.freed(id)).isZero();
        assertThat(count("seat_checks")).isZero();
    }

    @Test
    void saysWhyEachStudentIsRefused(Api api) {
        Instant start = hoursFromNow(24);
        UUID id = classAt(start, 10);
        UUID overlapping = classAt(start.plusSeconds(1800), 10);
        UUID next = classAt(start.plusSeconds(3600), 10);
        UUID there = sitIn(id, 1).getFirst();
        UUID busy = sitIn(overlapping, 1).getFirst();
        UUID backToBack = sitIn(next, 1).getFirst();
        UUID gone = Ids.next();
        UUID teacher = Ids.next();
        UUID unknown = Ids.next();
        Neighbours.people(
                Neighbours.person(ani, "Ani", "student", "pending"),
                Neighbours.student(there, "There"),
                Neighbours.student(busy, "Busy"),
                Neighbours.student(backToBack, "Back"),
                Neighbours.person(gone, "Gone", "student", "inactive"),
                Neighbours.person(teacher, "Teacher", "instructor", "active"));
        ApiResponse answer = api.asAdmin()
                .post(path(id), body(ani, there, busy, backToBack, gone, teacher, unknown, ani))
                .assertStatus(200);
        assertThat(texts(answer, "/assigned")).containsExactly(ani.toString(), backToBack.toString());
        assertThat(answer.at("/rejected")
                        .valueStream()
                        .map(node -> node.get("student_id").asText()
                                + node.get("code").asText()))
                .containsExactlyInAnyOrder(
                        there + "ALREADY_ASSIGNED",
                        busy + "STUDENT_TIME_CONFLICT",
                        gone + "STUDENT_INACTIVE",
                        teacher + "STUDENT_NOT_FOUND",
                        unknown + "STUDENT_NOT_FOUND");
    }

    @Test
    void refusesWhatCannotBe(Api api) {
        UUID full = classAt(hoursFromNow(24), 1);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        Neighbours.answerSeats(full, "full");
        var refusal = api.asAdmin().post(path(full), body(ani)).assertError(409, "CLASS_FULL");
        assertThat(refusal.at("/details/rejected/0/student_id").asText()).isEqualTo(ani.toString());
        api.asAdmin().post(path(Ids.next()), body(ani)).assertError(404, "SCHEDULE_NOT_FOUND");
        UUID cancelled = classAt(hoursFromNow(24), 1);
        DB.sql("update class_rosters set cancelled = true where schedule_id = :id")
                .param("id", cancelled)
                .update();
        api.asAdmin().post(path(cancelled), body(ani)).assertError(409, "CLASS_CANCELLED");
        UUID cancelledMeanwhile = classAt(hoursFromNow(24), 1);
        Neighbours.answerSeats(cancelledMeanwhile, "cancelled");
        api.asAdmin().post(path(cancelledMeanwhile), body(ani)).assertError(409, "CLASS_CANCELLED");
        assertThat(count("schedule_attendees")).isZero();
        assertThat(count("seat_checks")).isZero();
    }

    @Test
    void refusesAClassThatIsCancelledWhileItsSeatsAreTaken(Api api) {
        UUID id = classAt(hoursFromNow(24), 2);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        DB.sql("""
                        create function call_off() returns trigger security definer language plpgsql as $$
                        begin
                            update shema.class_rosters set cancelled = true where schedule_id = new.schedule_id;
                            return new;
                        end $$;
                        create trigger call_off after insert on seat_checks for each row execute function call_off()
                        """).update();
        try {
            api.asAdmin().post(path(id), body(ani)).assertError(409, "CLASS_CANCELLED");
        } finally {
            DB.sql("drop trigger call_off on seat_checks; drop function call_off()")
                    .update();
        }
        assertThat(count("schedule_attendees")).isZero();
        assertThat(count("seat_checks")).isZero();
        assertThat(Neighbours.freed(id)).isEqualTo(1);
    }

    @Test
    void refusesWhoSitsElsewhereAtThatHourByTheTimeSheHasASeat(Api api) {
        UUID id = classAt(hoursFromNow(24), 2);
        UUID elsewhere = classAt(hoursFromNow(24), 2);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        DB.sql("""
                        create function sits_down() returns trigger language plpgsql as $$
                        begin
                            insert into schedule_attendees (schedule_id, student_id) values ('%s', new.student_id)
                            on conflict do nothing;
                            return new;
                        end $$;
                        create trigger sits_down after insert on seat_checks for each row execute function sits_down()
                        """.formatted(elsewhere)).update();
        try {
            ApiResponse answer = api.asAdmin().post(path(id), body(ani)).assertStatus(200);
            assertThat(answer.at("/assigned")).isEmpty();
            assertThat(answer.at("/rejected/0/code").asText()).isEqualTo("STUDENT_TIME_CONFLICT");
        } finally {
            DB.sql("drop trigger sits_down on seat_checks; drop function sits_down()")
                    .update();
        }
        assertThat(count("schedule_attendees")).isEqualTo(1);
        assertThat(Neighbours.freed(id)).isEqualTo(1);
        assertThat(count("seat_checks")).isZero();
    }

    @Test
    void refusesBadInputAndOtherCallers(Api api) {
        UUID id = classAt(hoursFromNow(24), 1);
        api.asAdmin().post(path(id), "{}").assertFieldErrors(Map.of("student_ids", "REQUIRED"));
        api.asAdmin()
                .post(path(id), "{\"student_ids\": [\"x\", null], \"more\": 1}")
                .assertFieldErrors(
                        Map.of("student_ids[0]", "INVALID", "student_ids[1]", "REQUIRED", "more", "UNKNOWN_FIELD"));
        api.asAdmin().post(path(id) + "?scope=all", body(ani)).assertFieldErrors(Map.of("scope", "INVALID"));
        api.asAdmin().post("/api/attendance/schedules/x/students", body(ani)).assertField("id", "INVALID");
        api.asAdmin().post(path(id), "[]").assertError(400, "MALFORMED_JSON");
        api.anonymous().post(path(id), body(ani)).assertError(401, "AUTH_REQUIRED");
        api.asService("course-service").post(path(id), body(ani)).assertError(403, "AUTH_FORBIDDEN");
        api.withoutToken().post(path(id), body(ani)).assertError(401, "AUTH_REQUIRED");
        api.anonymous().delete(path(id) + "/" + ani).assertError(401, "AUTH_REQUIRED");
        api.asService("course-service").delete(path(id) + "/" + ani).assertError(403, "AUTH_FORBIDDEN");
    }

    @Test
    void assignsAWholeSeries(Api api) {
        Neighbours.people(Neighbours.student(ani, "Ani"));
        UUID first = Ids.next();
        UUID second = Ids.next();
        UUID third = Ids.next();
        Neighbours.classes(
                Neighbours.schedule(first, course, hoursFromNow(24), 2, "available", 1),
                Neighbours.schedule(second, course, hoursFromNow(24 * 8), 2, "available", 1),
                Neighbours.schedule(third, course, hoursFromNow(24 * 15), 2, "available", 1));
        Neighbours.answerSeats(second, "full");
        ApiResponse answer =
                api.asAdmin().post(path(first) + "?scope=following", body(ani)).assertStatus(200);
        assertThat(texts(answer, "/assigned")).containsExactly(ani.toString());
        assertThat(answer.at("/rejected")).hasSize(1);
        assertThat(answer.at("/rejected/0/schedule_id").asText()).isEqualTo(second.toString());
        assertThat(count("schedule_attendees where active")).isEqualTo(2);
    }

    @Test
    void putsAGroupIntoAWholeSeriesWithOneCallForItsSeats(Api api) {
        List<UUID> group = IntStream.range(0, 20).mapToObj(i -> Ids.next()).toList();
        Neighbours.people(
                group.stream().map(student -> Neighbours.student(student, "S")).toArray(String[]::new));
        List<UUID> series = IntStream.range(0, 25).mapToObj(i -> Ids.next()).toList();
        Neighbours.classes(IntStream.range(0, 25)
                .mapToObj(week -> Neighbours.schedule(
                        series.get(week), course, hoursFromNow(24 + week * 168), 20, "available", 1))
                .toArray(String[]::new));
        ApiResponse answer = api.asAdmin()
                .post(path(series.getFirst()) + "?scope=following", body(group.toArray(UUID[]::new)))
                .assertStatus(200);
        assertThat(answer.at("/assigned")).hasSize(20);
        assertThat(answer.at("/rejected")).isEmpty();
        assertThat(count("class_rosters where students = 20")).isEqualTo(25);
        assertThat(count("attendance_outbox where channel = 'attendance.assigned'"))
                .isEqualTo(500);
        Neighbours.server().verify(1, putRequestedFor(urlPathEqualTo("/internal/seats")));
    }

    @Test
    void asksForNoSeatOfAClassTheRegisterKnowsIsFull(Api api) {
        UUID id = classAt(hoursFromNow(24), 1);
        sitIn(id, 1);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        Neighbours.classes(Neighbours.schedule(id, course, hoursFromNow(24), 1, "available", 1));
        api.asAdmin().post(path(id), body(ani)).assertError(409, "CLASS_FULL");
        assertThat(Neighbours.taken(id)).isZero();
        assertThat(count("seat_checks")).isZero();
    }

    @Test
    void leavesASeatTheStudentHadBefore(Api api) {
        UUID id = classAt(hoursFromNow(24), 1);
        sitIn(id, 1);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        Neighbours.classes(Neighbours.schedule(id, course, hoursFromNow(24), 1, "available", 1));
        Neighbours.answerSeats(id, "had_it");
        api.asAdmin().post(path(id), body(ani)).assertError(409, "CLASS_FULL");
        assertThat(Neighbours.freed(id)).isZero();
    }

    @Test
    void takesAStudentOutAndBackIn(Api api) {
        UUID id = classAt(hoursFromNow(24), 1);
        sit(id, ani);
        Neighbours.people(Neighbours.student(ani, "Ani"));
        try (EventProbe probe = EventProbe.on("attendance.*")) {
            api.asAdmin().delete(path(id) + "/" + ani).assertStatus(204);
            assertThat(probe.awaitEvent("attendance.unassigned")
                            .at("/data/studentId")
                            .asText())
                    .isEqualTo(ani.toString());
        }
        assertThat(Neighbours.freed(id)).isEqualTo(1);
        assertThat(count("seat_checks")).isZero();
        api.asAdmin().delete(path(id) + "/" + ani).assertError(404, "STUDENT_NOT_IN_CLASS");
        ApiResponse back = api.asAdmin().post(path(id), body(ani)).assertStatus(200);
        assertThat(texts(back, "/assigned")).containsExactly(ani.toString());
        mark(id, ani, "present");
        api.asAdmin().delete(path(id) + "/" + ani).assertError(409, "CLASS_MARKED");
        api.asAdmin().delete(path(Ids.next()) + "/" + ani).assertError(404, "SCHEDULE_NOT_FOUND");
    }

    @Test
    void freesTheSeatLaterWhenCourseServiceIsDown(Api api) {
        UUID id = classAt(hoursFromNow(24), 1);
        sit(id, ani);
        Neighbours.allDown();
        api.asAdmin().delete(path(id) + "/" + ani).assertStatus(204);
        assertThat(count("seat_checks")).isEqualTo(1);
        api.asAdmin().post(path(id), body(ani)).assertError(503, "SERVICE_UNAVAILABLE");
        Neighbours.reset();
        Neighbours.ready();
        Awaitility.await().until(() -> count("seat_checks") == 0);
        assertThat(Neighbours.freed(id)).isPositive();
    }

    @Test
    void lastSeatGoesToOneOfAHundredThoughEverySeatIsGranted(Api api) {
        UUID id = classAt(hoursFromNow(24), 1);
        List<UUID> students = IntStream.range(0, 100).mapToObj(i -> Ids.next()).toList();
        Neighbours.people(students.stream()
                .map(student -> Neighbours.student(student, "S"))
                .toArray(String[]::new));
        Neighbours.classes(Neighbours.schedule(id, course, hoursFromNow(24), 1, "available", 1));
        List<ApiResponse> answers = Races.run(100, i -> api.asAdmin().post(path(id), body(students.get(i))));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> answer.assertError(409, "CLASS_FULL"));
        assertThat(count("schedule_attendees where active")).isEqualTo(1);
        Awaitility.await().until(() -> count("seat_checks") == 0);
        assertThat(Neighbours.freed(id)).isEqualTo(Neighbours.taken(id) - 1);
    }

    @Test
    void oneGroupInAnyOrderComesAndGoesManyTimesAtOnce(Api api) {
        UUID id = classAt(hoursFromNow(24), 100);
        List<UUID> group = IntStream.range(0, 30).mapToObj(i -> Ids.next()).toList();
        Neighbours.people(
                group.stream().map(student -> Neighbours.student(student, "S")).toArray(String[]::new));
        Races.run(16, runner -> {
            List<UUID> mine = new ArrayList<>(group);
            Collections.shuffle(mine, new Random(runner));
            if (runner % 4 == 0) {
                mine.forEach(student -> assertThat(
                                api.asAdmin().delete(path(id) + "/" + student).status())
                        .isIn(204, 404));
            } else {
                for (int round = 0; round < 8; round++) {
                    api.asAdmin()
                            .post(path(id), body(mine.toArray(UUID[]::new)))
                            .assertStatus(200);
                }
            }
            return runner;
        });
    }

    @Test
    void oneStudentIsNotPutInTwoPlacesAtOnce(Api api) {
        Instant start = hoursFromNow(24);
        List<UUID> classes =
                IntStream.range(0, 8).mapToObj(i -> classAt(start, 1)).toList();
        Neighbours.people(Neighbours.student(ani, "Ani"));
        List<ApiResponse> answers = Races.run(
                8, i -> api.asAdmin().post(path(classes.get(i)), body(ani)).assertStatus(200));
        assertThat(answers.stream().filter(answer -> answer.at("/assigned").size() == 1))
                .hasSize(1);
        assertThat(count("schedule_attendees where active")).isEqualTo(1);
    }
}

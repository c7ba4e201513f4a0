package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A hundred at once for one thing, through the gateway: exactly one gets it, the others the documented refusal. */
class RacesE2E {

    private static final int RUNNERS = 100;
    private final Api admin = SharedSuite.admin();

    @Test
    void oneGetsTheSlotOfARoom() {
        String course = School.course(2, "");
        String room = School.room(4);
        List<String> instructors = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> School.instructor())
                .toList();
        var start = School.at(5, 10);
        List<ApiResponse> answers = Races.run(
                RUNNERS,
                i -> admin.post(
                        "/api/schedules",
                        School.classBody(
                                course, instructors.get(i % 5), room, start, start.plus(60, ChronoUnit.MINUTES))));
        exactlyOne(answers, 201, "SCHEDULE_CONFLICT");
        String winner = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .at("/data/0/id")
                .asText();
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(loser -> assertThat(loser.at("/details/conflicts").findValuesAsText("schedule_id"))
                        .contains(winner));
    }

    @Test
    void oneGetsTheLastSeat() {
        String course = School.course(1, "");
        String slot = School.schedule(course, School.instructor(), School.room(1), School.at(6, 10));
        List<String> students = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> School.student(course))
                .toList();
        List<ApiResponse> answers = Races.run(
                RUNNERS,
                i -> admin.post(
                        "/api/attendance/schedules/" + slot + "/students",
                        "{\"student_ids\": [\"" + students.get(i % students.size()) + "\"]}"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        List<String> assigned = answers.stream()
                .filter(answer -> answer.status() == 200)
                .flatMap(answer -> answer.json().path("assigned").valueStream())
                .map(id -> id.asText())
                .toList();
        assertThat(assigned).hasSize(1);
        assertThat(admin.get("/api/attendance/schedules/" + slot).at("/students"))
                .hasSize(1);
        assertThat(admin.get("/api/schedules/" + slot).at("/seats_taken").asInt())
                .isEqualTo(1);
    }

    @Test
    void oneApprovalWins() {
        String course = School.course(4, "");
        String id = School.submit(
                        SharedSuite.visitor(),
                        UUID.randomUUID().toString(),
                        School.form(course, "Rudi Hartono", "rudi.hartono@contoh.local"))
                .assertStatus(201)
                .at("/id")
                .asText();
        List<ApiResponse> answers = Races.run(RUNNERS, i -> admin.post("/api/enrollments/" + id + "/approve", "{}"));
        exactlyOne(answers, 200, "ENROLLMENT_INVALID_STATE");
        assertThat(admin.get("/api/enrollments/" + id).at("/history")).hasSize(2);
    }

    @Test
    void oneKeyMakesOneEnrollment() {
        String course = School.course(4, "");
        String key = UUID.randomUUID().toString();
        String form = School.form(course, "Lina Marlina", "lina.marlina@contoh.local");
        List<ApiResponse> answers = Races.run(RUNNERS, i -> School.submit(SharedSuite.visitor(), key, form));
        assertThat(answers).anyMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.assertError(409, "IDEMPOTENCY_IN_PROGRESS"));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.at("/id").asText()))
                .containsOnly(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .at("/id")
                        .asText());
        assertThat(admin.get("/api/enrollments?course_id=" + course).at("/data"))
                .hasSize(1);
        var again = School.submit(SharedSuite.visitor(), key, form).assertStatus(201);
        assertThat(again.header("Idempotency-Replayed")).contains("true");
    }

    private static void exactlyOne(List<ApiResponse> answers, int success, String refusal) {
        assertThat(answers.stream().filter(answer -> answer.status() == success))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != success))
                .allSatisfy(answer -> answer.assertError(409, refusal));
    }
}

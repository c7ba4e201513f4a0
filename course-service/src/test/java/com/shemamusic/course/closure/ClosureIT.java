package com.shemamusic.course.closure;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class ClosureIT {

    private Api admin;
    private School school;

    @BeforeEach
    void empty(Api api) {
        School.reset();
        admin = api.asAdmin();
        school = new School(api);
    }

    private static String closure(int from, int to, String more) {
        return "{\"name\": \"Lebaran\", \"from\": \"%s\", \"to\": \"%s\"%s}"
                .formatted(
                        inDays(from, 0).atZone(School.ZONE).toLocalDate(),
                        inDays(to, 0).atZone(School.ZONE).toLocalDate(),
                        more);
    }

    @Test
    void listsTheClassesInItsDaysAndCancelsThemWhenAsked() {
        String course = school.course("Piano", "piano", 1);
        String room = school.room("Studio", 3);
        String budi = school.instructor("Budi");
        String before = school.lesson(course, budi, room, inDays(2, 23));
        String early = school.lesson(course, budi, room, inDays(3, 0));
        String late = school.lesson(course, budi, room, inDays(4, 23));
        String after = school.lesson(course, budi, room, inDays(5, 0));
        var told = admin.post("/api/closures", closure(3, 4, "")).assertStatus(201);
        assertThat(told.at("/affected").findValuesAsText("id")).containsExactly(early, late);
        assertThat(told.at("/affected/0/status").asText()).isEqualTo("available");
        var resolved = admin.post("/api/closures", closure(3, 4, ", \"resolve\": \"cancel\""))
                .assertStatus(201);
        assertThat(resolved.at("/affected").findValuesAsText("status")).containsExactly("cancelled", "cancelled");
        for (String id : List.of(before, after)) {
            assertThat(admin.get("/api/schedules/" + id).at("/status").asText()).isEqualTo("available");
        }
        school.tryClass(course, budi, room, inDays(3, 10), inDays(3, 11)).assertStatus(201);
        assertThat(admin.get("/api/closures").at("/data")).hasSize(2);
        assertThat(school.tryClass(course, budi, room, inDays(3, 10), inDays(3, 11))
                        .at("/skipped/0/reason")
                        .asText())
                .isEqualTo("closure");
        admin.delete("/api/closures/" + told.at("/id").asText()).assertStatus(204);
        admin.delete("/api/closures/" + told.at("/id").asText()).assertError(404, "CLOSURE_NOT_FOUND");
    }

    @Test
    void noClassSlipsIntoADayWhileItIsClosed() {
        String course = school.course("Piano", "piano", 1);
        List<String> rooms =
                IntStream.range(0, 12).mapToObj(n -> school.room("R" + n, 3)).toList();
        List<String> instructors =
                IntStream.range(0, 12).mapToObj(n -> school.instructor("I" + n)).toList();
        List<Callable<Integer>> all = new ArrayList<>();
        for (int n = 0; n < 48; n++) {
            int one = n;
            all.add(() -> school.tryClass(
                            course,
                            instructors.get(one % 12),
                            rooms.get(one % 12),
                            inDays(3, 8 + one / 12),
                            inDays(3, 9 + one / 12))
                    .status());
        }
        all.add(
                24,
                () -> admin.post("/api/closures", closure(3, 3, ", \"resolve\": \"cancel\""))
                        .status());
        assertThat(Races.run(all)).containsOnly(201);
        assertThat(admin.get("/api/schedules?status=available")
                        .at("/meta/total")
                        .asInt())
                .isZero();
    }

    @Test
    void noClassIsMovedIntoAClosedDay() {
        String course = school.course("Piano", "piano", 1);
        String room = school.room("Studio", 3);
        String budi = school.instructor("Budi");
        Instant first = inDays(2, 9);
        List<String> series = admin.post(
                        "/api/schedules",
                        School.classJson(
                                course, budi, room, first, first.plusSeconds(60), ", \"recurrence\": {\"count\": 2}"))
                .at("/data")
                .findValuesAsText("id");
        admin.post("/api/closures", closure(10, 10, "")).assertStatus(201);
        String move = "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(inDays(3, 9), inDays(3, 10));
        var refused = admin.patch("/api/schedules/" + series.getFirst() + "?scope=following", move)
                .assertError(409, "SCHEDULE_CONFLICT");
        assertThat(refused.at("/details/conflicts")).isEmpty();
        assertThat(refused.at("/details/closed_days/0").asText())
                .isEqualTo(inDays(10, 0).atZone(School.ZONE).toLocalDate().toString());
        admin.patch("/api/schedules/" + series.getFirst(), move).assertStatus(200);
        assertThat(admin.get("/api/schedules").at("/data").findValuesAsText("starts_at"))
                .containsExactly(inDays(3, 9).toString(), inDays(9, 9).toString());
    }

    @Test
    void namesEveryBadFieldAtOnceAndLetsOnlyAdminsIn(Api api) {
        admin.post("/api/closures", "{\"from\": \"2030-13-01\", \"resolve\": \"move\"}")
                .assertFieldErrors(
                        Map.of("name", "REQUIRED", "from", "INVALID", "to", "REQUIRED", "resolve", "INVALID"));
        admin.post("/api/closures", closure(4, 3, "")).assertFieldErrors(Map.of("to", "OUT_OF_RANGE"));
        admin.post("/api/closures", """
                        {"name": "x", "from": "-999999999-01-01", "to": "+999999999-12-31"}""").assertFieldErrors(Map.of("from", "OUT_OF_RANGE", "to", "OUT_OF_RANGE"));
        for (String call : List.of("GET /api/closures", "POST /api/closures", "DELETE /api/closures/x")) {
            String[] parts = call.split(" ");
            api.anonymous().send(parts[0], parts[1], BodyPublishers.noBody()).assertError(401, "AUTH_REQUIRED");
            api.asService("enrollment-service")
                    .send(parts[0], parts[1], BodyPublishers.noBody())
                    .assertError(403, "AUTH_FORBIDDEN");
        }
    }
}

package com.shemamusic.course.closure;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
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
    void namesEveryBadFieldAtOnceAndLetsOnlyAdminsIn(Api api) {
        admin.post("/api/closures", "{\"from\": \"2030-13-01\", \"resolve\": \"move\"}")
                .assertFieldErrors(
                        Map.of("name", "REQUIRED", "from", "INVALID", "to", "REQUIRED", "resolve", "INVALID"));
        admin.post("/api/closures", closure(4, 3, "")).assertFieldErrors(Map.of("to", "OUT_OF_RANGE"));
        for (String call : List.of("GET /api/closures", "POST /api/closures", "DELETE /api/closures/x")) {
            String[] parts = call.split(" ");
            api.anonymous().send(parts[0], parts[1], BodyPublishers.noBody()).assertError(401, "AUTH_REQUIRED");
            api.asService("enrollment-service")
                    .send(parts[0], parts[1], BodyPublishers.noBody())
                    .assertError(403, "AUTH_FORBIDDEN");
        }
    }
}

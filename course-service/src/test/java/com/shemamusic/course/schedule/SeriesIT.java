package com.shemamusic.course.schedule;

import static com.shemamusic.course.School.classJson;
import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class SeriesIT {

    private static final Duration WEEK = Duration.ofDays(7);

    private Api admin;
    private School school;
    private String course;
    private String room;
    private String budi;
    private final Instant first = inDays(3, 10);

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        school = new School(api);
        course = school.course("Biola", "violin", 2);
        room = school.room("Studio 1", 4);
        budi = school.instructor("Budi");
    }

    private ApiResponse series(int count, String more) {
        String recurrence = ", \"recurrence\": {\"count\": %d}%s".formatted(count, more);
        return admin.post("/api/schedules", classJson(course, budi, room, first, first.plusSeconds(3600), recurrence));
    }

    private static List<String> starts(ApiResponse answer) {
        return answer.at("/data").findValuesAsText("starts_at");
    }

    @Test
    void makesAWeeklySeries() {
        var made = series(3, "").assertStatus(201);
        assertThat(starts(made))
                .containsExactly(
                        first.toString(),
                        first.plus(WEEK).toString(),
                        first.plus(WEEK.multipliedBy(2)).toString());
        assertThat(made.at("/data").findValuesAsText("series_id").stream().distinct())
                .hasSize(1);
    }

    @Test
    void refusesWhatReachesTooFarAhead() {
        String yearly = ", \"recurrence\": {\"count\": 20, \"interval_weeks\": 52}";
        admin.post("/api/schedules", classJson(course, budi, room, first, first.plusSeconds(60), yearly))
                .assertField("recurrence", "OUT_OF_RANGE");
        String last = series(3, "").at("/data/1/id").asText();
        Instant far = first.plus(Duration.ofDays(3_654));
        admin.patch(
                        "/api/schedules/" + last + "?scope=following",
                        "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(far, far.plusSeconds(60)))
                .assertField("starts_at", "OUT_OF_RANGE");
    }

    @Test
    void reportsEveryConflictOrSkipsThem() {
        school.lesson(course, budi, room, first.plus(WEEK));
        var refused = series(3, "").assertError(409, "SCHEDULE_CONFLICT");
        assertThat(refused.at("/details/conflicts").findValuesAsText("kind")).containsExactly("room", "instructor");
        assertThat(admin.get("/api/schedules").at("/meta/total").asInt()).isEqualTo(1);
        var made = series(3, ", \"on_conflict\": \"skip\"").assertStatus(201);
        assertThat(made.at("/data")).hasSize(2);
        assertThat(made.at("/skipped/0/starts_at").asText())
                .isEqualTo(first.plus(WEEK).toString());
        assertThat(made.at("/skipped/0/reason").asText()).isEqualTo("conflict");
        assertThat(made.at("/skipped/0/conflicts")).hasSize(2);
    }

    @Test
    void skipsClosuresAndStoresNothingInADryRun() {
        String day = first.plus(WEEK).atZone(School.ZONE).toLocalDate().toString();
        admin.post("/api/closures", "{\"name\": \"Nyepi\", \"from\": \"%s\", \"to\": \"%s\"}".formatted(day, day))
                .assertStatus(201);
        var dry = series(2, ", \"dry_run\": true").assertStatus(200);
        assertThat(starts(dry)).containsExactly(first.toString());
        assertThat(dry.at("/skipped/0/reason").asText()).isEqualTo("closure");
        assertThat(admin.get("/api/schedules").at("/meta/total").asInt()).isZero();
        var made = series(2, "").assertStatus(201);
        assertThat(starts(made)).containsExactly(first.toString());
    }

    @Test
    void aDryRunRefusesARoomOutOfUseAsTheRealCallDoes() {
        admin.patch("/api/rooms/" + room, "{\"is_active\": false}").assertStatus(200);
        series(2, ", \"dry_run\": true").assertError(404, "ROOM_NOT_FOUND");
        series(2, "").assertError(404, "ROOM_NOT_FOUND");
    }

    @Test
    void movesThisAndFollowingThroughTheirOwnOldTimes() {
        var made = series(3, "").assertStatus(201);
        String second = made.at("/data/1/id").asText();
        Instant to = first.plus(WEEK).plus(WEEK).plusSeconds(1800);
        var moved = admin.patch(
                        "/api/schedules/" + second + "?scope=following",
                        "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(to, to.plusSeconds(3600)))
                .assertStatus(200);
        assertThat(starts(moved)).containsExactly(to.toString(), to.plus(WEEK).toString());
        assertThat(moved.at("/data/0/version").asInt()).isEqualTo(2);
        assertThat(admin.get("/api/schedules/" + made.at("/data/0/id").asText())
                        .at("/starts_at")
                        .asText())
                .isEqualTo(first.toString());
    }

    @Test
    void movesOneClassAndRefusesWhatIsTaken() {
        String id = series(2, "").at("/data/0/id").asText();
        String other = school.lesson(course, school.instructor("Siti"), school.room("Studio 2", 4), first);
        String path = "/api/schedules/" + id;
        String studio2 = admin.get("/api/schedules/" + other).at("/room_id").asText();
        admin.patch(path, "{\"room_id\": \"%s\"}".formatted(studio2))
                .assertError(409, "SCHEDULE_CONFLICT")
                .at("/details/conflicts/0/schedule_id")
                .asText()
                .equals(other);
        admin.patch(path, "{\"room_id\": \"%s\"}".formatted(school.room("Closet", 1)))
                .assertError(409, "SCHEDULE_ROOM_TOO_SMALL");
        admin.patch(path, "{\"ends_at\": \"%s\"}".formatted(first)).assertField("ends_at", "INVALID");
        admin.patch(path, "{\"starts_at\": null, \"course_id\": \"x\", \"scope\": 1}")
                .assertFieldErrors(java.util.Map.of(
                        "starts_at", "REQUIRED", "course_id", "READ_ONLY_FIELD", "scope", "UNKNOWN_FIELD"));
        var moved = admin.patch(path, "{\"instructor_id\": \"%s\"}".formatted(school.instructor("Ani")))
                .assertStatus(200);
        assertThat(moved.at("/instructor_name").asText()).isEqualTo("Ani");
        admin.header("If-Match", "\"1.x\"")
                .patch(path, "{\"ends_at\": \"%s\"}".formatted(first.plusSeconds(60)))
                .assertError(412, "VERSION_CONFLICT");
    }

    @Test
    void cancelsThisAndFollowing() {
        var made = series(3, "").assertStatus(201);
        String second = made.at("/data/1/id").asText();
        admin.post("/api/schedules/" + second + "/cancel", "{}").assertField("reason", "REQUIRED");
        var cancelled = admin.post("/api/schedules/" + second + "/cancel?scope=following", "{\"reason\": \"pindah\"}")
                .assertStatus(200);
        assertThat(cancelled.at("/data").findValuesAsText("status")).containsExactly("cancelled", "cancelled");
        admin.patch("/api/schedules/" + second, "{\"starts_at\": \"%s\"}".formatted(first.plusSeconds(600)))
                .assertError(409, "CLASS_CANCELLED");
        assertThat(admin.get("/api/schedules?status=available")
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void leavesAClassAloneThatHasBegun() {
        String id = school.lesson(course, budi, room, first);
        TestDatabase.admin()
                .sql(
                        "update shema.class_schedules set starts_at = now() - interval '5 minutes', ends_at = now() + interval '1 hour'")
                .update();
        admin.patch("/api/schedules/" + id, "{\"ends_at\": \"%s\"}".formatted(first))
                .assertError(409, "SCHEDULE_IN_PAST");
        admin.post("/api/schedules/" + id + "/cancel", "{\"reason\": \"x\"}").assertError(409, "SCHEDULE_IN_PAST");
        TestDatabase.admin()
                .sql("update shema.class_schedules set starts_at = now() - interval '2 hours', ends_at = now()")
                .update();
        assertThat(admin.get("/api/schedules/" + id).at("/status").asText()).isEqualTo("completed");
    }

    @Test
    void tellsPeersWhatFollows(Api api) {
        var made = series(3, "").assertStatus(201);
        Api peer = api.asService("attendance-service");
        String second = made.at("/data/1/id").asText();
        assertThat(peer.get("/internal/schedules/" + second + "/following").at("/data"))
                .hasSize(2);
        assertThat(peer.get("/internal/schedules/" + second).json()).isEqualTo(made.at("/data/1"));
        assertThat(peer.get("/internal/schedules?ids=" + second).at("/data/0")).isEqualTo(made.at("/data/1"));
        peer.get("/internal/schedules/" + course).assertError(404, "SCHEDULE_NOT_FOUND");
        admin.get("/internal/schedules/" + second).assertError(403, "AUTH_FORBIDDEN");
    }
}

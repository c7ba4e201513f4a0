package com.shemamusic.course.cache;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class CacheIT {

    private Api admin;
    private Api visitor;
    private School school;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
        school = new School(api);
    }

    @AfterEach
    void redisIsBack() {
        TestRedis.start();
    }

    private void changeUnseen(String sql) {
        TestDatabase.admin().sql(sql).update();
    }

    @Test
    void keepsAnswersAndTagsThem() {
        String id = school.course("Piano", "piano", 1);
        String path = "/api/courses/" + id;
        // The event of the change renews the generation once more, a moment later.
        await().until(() -> {
            String before = visitor.get(path).at("/name").asText();
            changeUnseen("update shema.courses set name = 'Unseen ' || gen_random_uuid()");
            return visitor.get(path).at("/name").asText().equals(before);
        });
        var kept = visitor.get(path).assertStatus(200);
        assertThat(kept.header("Cache-Control")).hasValue("no-cache, public");
        for (String read : List.of(path, "/api/courses", "/api/courses/facets", "/api/schedules/available")) {
            String tag = visitor.get(read).assertStatus(200).header("ETag").orElseThrow();
            var again =
                    visitor.header("If-None-Match", "\"x\", " + tag).get(read).assertStatus(304);
            assertThat(again.bytes()).isEmpty();
        }
        assertThat(TestRedis.commands().keys("course:*"))
                .isNotEmpty()
                .allMatch(key -> TestRedis.commands().ttl(key) > 0);
    }

    @Test
    void keepsTheFreeSlotsOfACourseUnderItsKeyForFiveMinutes() {
        String course = school.course("Drum", "drums", 1);
        String key = "schedules:available:" + course;
        await().until(() -> {
            visitor.get("/api/schedules/available?course_id=" + course).assertStatus(200);
            return TestRedis.commands().exists(key) == 1;
        });
        assertThat(TestRedis.commands().ttl(key)).isBetween(1L, 300L);
        assertThat(TestRedis.commands().keys("course:*"))
                .allMatch(
                        kept -> TestRedis.commands().ttl(kept) <= (kept.endsWith(":generation") ? 24 * 3_600 : 3_600));
    }

    @Test
    void servesNothingStaleAfterAnAcknowledgedChange() {
        String id = school.course("Piano", "piano", 1);
        String path = "/api/courses/" + id;
        for (int round = 1; round <= 200; round++) {
            admin.patch(path, "{\"price\": %d}".formatted(round)).assertStatus(200);
            assertThat(visitor.get(path).at("/price").asInt()).isEqualTo(round);
            assertThat(visitor.get("/api/courses").at("/data/0/price").asInt()).isEqualTo(round);
        }
    }

    @Test
    void staysCorrectWhileRedisIsAwayAndAfterItIsBack() {
        String id = school.course("Piano", "piano", 1);
        String path = "/api/courses/" + id;
        visitor.get(path).assertStatus(200);
        TestRedis.stop();
        admin.patch(path, "{\"price\": 1}").assertStatus(200);
        assertThat(visitor.get(path).assertStatus(200).at("/price").asInt()).isEqualTo(1);
        admin.patch(path, "{\"price\": 2}").assertStatus(200);
        TestRedis.start();
        assertThat(visitor.get(path).assertStatus(200).at("/price").asInt()).isEqualTo(2);
        admin.patch(path, "{\"price\": 3}").assertStatus(200);
        assertThat(visitor.get(path).assertStatus(200).at("/price").asInt()).isEqualTo(3);
    }

    @Test
    void freeSlotsFollowClassesAndSeats(Api api) {
        String course = school.course("Drum", "drums", 1);
        String free = "/api/schedules/available?course_id=" + course;
        assertThat(visitor.get(free).at("/meta/total").asInt()).isZero();
        assertThat(visitor.get("/api/courses/" + course).at("/available_days")).isEmpty();
        String lesson = school.lesson(course, school.instructor("Budi"), school.room("R", 1), inDays(3, 9));
        assertThat(visitor.get(free).at("/meta/total").asInt()).isEqualTo(1);
        assertThat(visitor.get("/api/courses/" + course).at("/available_days")).hasSize(1);
        String seat = "/internal/schedules/" + lesson + "/seats/" + UUID.randomUUID();
        api.asService("attendance-service").put(seat, "").assertStatus(200);
        assertThat(visitor.get(free).at("/meta/total").asInt()).isZero();
        assertThat(visitor.get("/api/courses/" + course).at("/available_days")).isEmpty();
        api.asService("attendance-service").delete(seat).assertStatus(204);
        assertThat(visitor.get(free).at("/meta/total").asInt()).isEqualTo(1);
        admin.post("/api/schedules/" + lesson + "/cancel", "{\"reason\": \"x\"}")
                .assertStatus(200);
        assertThat(visitor.get(free).at("/meta/total").asInt()).isZero();
    }

    @Test
    void whoAcceptsSomethingElseIsNotSentJson() {
        String id = school.course("Piano", "piano", 1);
        for (String read : List.of(
                "/api/courses",
                "/api/courses/facets",
                "/api/courses/instruments",
                "/api/courses/" + id,
                "/api/schedules/available")) {
            visitor.header("Accept", "image/png").get(read).assertError(406, "NOT_ACCEPTABLE");
        }
    }

    @Test
    void visitorsDoNotSeeWhatAnAdminReadInactive() {
        String id = school.course("Piano", "piano", 1);
        admin.delete("/api/courses/" + id).assertStatus(204);
        admin.get("/api/courses/" + id).assertStatus(200);
        visitor.get("/api/courses/" + id).assertError(404, "COURSE_NOT_FOUND");
    }
}

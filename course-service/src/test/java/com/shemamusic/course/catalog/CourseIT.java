package com.shemamusic.course.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest("course")
class CourseIT {

    private static final String PIANO = """
            {"name": "Piano Dasar", "instrument": "piano", "level": "beginner", "price": 250000,
             "duration_minutes": 45, "max_students": 1, "enrollment_limit": 12, "min_age": 6, "max_age": 12,
             "description": "Untuk anak", "image_url": "https://example.com/p.jpg"}""";

    private Api admin;
    private Api visitor;

    @BeforeEach
    void empty(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
    }

    @Test
    void makesACourseWithEveryField() {
        var made = admin.post("/api/courses", PIANO).assertStatus(201);
        assertThat(made.header("Location"))
                .hasValue("/api/courses/" + made.at("/id").asText());
        assertThat(made.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "slug",
                        "name",
                        "description",
                        "instrument",
                        "level",
                        "price",
                        "price_category",
                        "duration_minutes",
                        "max_students",
                        "enrollment_limit",
                        "min_age",
                        "max_age",
                        "available_days",
                        "is_active",
                        "image_url",
                        "version",
                        "created_at",
                        "updated_at");
        assertThat(made.at("/slug").asText()).isEqualTo("piano-dasar");
        assertThat(made.at("/price_category").asText()).isEqualTo("low");
        assertThat(visitor.get("/api/courses/piano-dasar").assertStatus(200).json())
                .isEqualTo(made.json());
        assertThat(visitor.get("/api/courses/" + made.at("/id").asText())
                        .assertStatus(200)
                        .json())
                .isEqualTo(made.json());
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        admin.post("/api/courses", """
                {"name": " ", "instrument": "Not A Slug", "level": "expert", "price": -1, "duration_minutes": "45",
                 "max_students": 0, "enrollment_limit": 0, "min_age": 9, "max_age": 8, "slug": "Not OK",
                 "image_url": "ftp://x", "version": 3, "teacher": "x"}""")
                .assertFieldErrors(Map.ofEntries(
                        Map.entry("name", "REQUIRED"),
                        Map.entry("instrument", "INVALID"),
                        Map.entry("level", "INVALID"),
                        Map.entry("price", "OUT_OF_RANGE"),
                        Map.entry("duration_minutes", "INVALID"),
                        Map.entry("max_students", "OUT_OF_RANGE"),
                        Map.entry("enrollment_limit", "OUT_OF_RANGE"),
                        Map.entry("max_age", "OUT_OF_RANGE"),
                        Map.entry("slug", "INVALID"),
                        Map.entry("image_url", "INVALID"),
                        Map.entry("version", "READ_ONLY_FIELD"),
                        Map.entry("teacher", "UNKNOWN_FIELD")));
        admin.post("/api/courses", "{}")
                .assertFieldErrors(Map.of(
                        "name",
                        "REQUIRED",
                        "instrument",
                        "REQUIRED",
                        "level",
                        "REQUIRED",
                        "price",
                        "REQUIRED",
                        "duration_minutes",
                        "REQUIRED",
                        "max_students",
                        "REQUIRED"));
    }

    @Test
    void refusesASlugThatIsTaken() {
        admin.post("/api/courses", PIANO).assertStatus(201);
        admin.post("/api/courses", PIANO).assertError(409, "COURSE_SLUG_TAKEN");
        String other = new School(admin).course("Other", "piano", 1);
        admin.patch("/api/courses/" + other, "{\"slug\": \"piano-dasar\"}").assertError(409, "COURSE_SLUG_TAKEN");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var made = admin.post("/api/courses", PIANO).assertStatus(201);
        String path = "/api/courses/" + made.at("/id").asText();
        var changed = admin.patch(path, "{\"price\": 900000, \"enrollment_limit\": null}")
                .assertStatus(200);
        assertThat(changed.at("/price_category").asText()).isEqualTo("high");
        assertThat(changed.at("/enrollment_limit").isNull()).isTrue();
        assertThat(changed.at("/name").asText()).isEqualTo("Piano Dasar");
        assertThat(changed.at("/version").asLong()).isEqualTo(2);
        var chosen = admin.patch(path, "{\"price_category\": \"low\"}").assertStatus(200);
        assertThat(chosen.at("/price_category").asText()).isEqualTo("low");
        var followed = admin.patch(path, "{\"price_category\": null}").assertStatus(200);
        assertThat(followed.at("/price_category").asText()).isEqualTo("high");
        admin.patch(path, "{\"name\": null, \"max_age\": 3, \"price\": 1}").assertField("name", "REQUIRED");
        admin.patch(path, "{\"max_age\": 3}").assertFieldErrors(Map.of("max_age", "OUT_OF_RANGE"));
    }

    @Test
    void refusesAChangeOfAStaleVersion() {
        var made = admin.post("/api/courses", PIANO).assertStatus(201);
        String path = "/api/courses/" + made.at("/id").asText();
        String tag = visitor.get(path).assertStatus(200).header("ETag").orElseThrow();
        assertThat(tag).startsWith("\"1.");
        visitor.header("If-None-Match", tag).get(path).assertStatus(304);
        admin.header("If-Match", tag).patch(path, "{\"price\": 5}").assertStatus(200);
        admin.header("If-Match", tag).patch(path, "{\"price\": 6}").assertError(412, "VERSION_CONFLICT");
        visitor.header("If-None-Match", tag).get(path).assertStatus(200);
    }

    @Test
    void deletingTakesACourseOffTheCatalogueAndKeepsIt() {
        String id = admin.post("/api/courses", PIANO).at("/id").asText();
        admin.delete("/api/courses/" + id).assertStatus(204);
        visitor.get("/api/courses/" + id).assertError(404, "COURSE_NOT_FOUND");
        visitor.get("/api/courses/" + id + "/capacity").assertError(404, "COURSE_NOT_FOUND");
        assertThat(visitor.get("/api/courses").at("/meta/total").asInt()).isZero();
        assertThat(admin.get("/api/courses/" + id)
                        .assertStatus(200)
                        .at("/is_active")
                        .asBoolean())
                .isFalse();
        assertThat(admin.get("/api/courses?include_inactive=true")
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(1);
        admin.patch("/api/courses/" + id, "{\"is_active\": true}").assertStatus(200);
        visitor.get("/api/courses/" + id).assertStatus(200);
    }

    @Test
    void tellsCapacityAndFigures() {
        String id = admin.post("/api/courses", PIANO).at("/id").asText();
        var capacity = visitor.get("/api/courses/" + id + "/capacity").assertStatus(200);
        assertThat(capacity.json().toString())
                .isEqualTo("{\"has_capacity\":true,\"current_students\":0,\"max_students\":12}");
        var stats = admin.get("/api/courses/stats").assertStatus(200);
        assertThat(stats.json().toString())
                .isEqualTo("{\"count\":1,\"active_count\":1,\"per_instrument\":{\"piano\":1}}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/courses/stats",
        "POST, /api/courses",
        "POST, /api/courses/import",
        "PATCH, /api/courses/0190a1c2-0000-7000-8000-000000000000",
        "DELETE, /api/courses/0190a1c2-0000-7000-8000-000000000000",
        "GET, /api/courses?include_inactive=true"
    })
    void keepsVisitorsAndServicesOut(String method, String path, Api api) {
        var none = java.net.http.HttpRequest.BodyPublishers.noBody();
        visitor.send(method, path, none).assertError(401, "AUTH_REQUIRED");
        api.asService("enrollment-service").send(method, path, none).assertError(403, "AUTH_FORBIDDEN");
        api.withoutToken().send(method, path, none).assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void tellsPeersTheLimitsOfCourses(Api api) {
        String id = admin.post("/api/courses", PIANO).at("/id").asText();
        String path = "/internal/courses?ids=" + id + ",0190a1c2-0000-7000-8000-000000000000";
        var found = api.asService("enrollment-service").get(path).assertStatus(200);
        assertThat(found.at("/data")).hasSize(1);
        assertThat(found.at("/data/0/enrollment_limit").asInt()).isEqualTo(12);
        api.asService("attendance-service").get(path).assertStatus(200);
        api.asService("chat-service").get(path).assertError(403, "AUTH_FORBIDDEN");
        admin.get(path).assertError(403, "AUTH_FORBIDDEN");
        api.asService("enrollment-service").get("/internal/courses").assertFieldErrors(Map.of("ids", "REQUIRED"));
        api.asService("enrollment-service").get("/internal/courses?ids=x").assertField("ids[0]", "INVALID");
    }
}

package com.shemamusic.course;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class EventIT {

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

    @Test
    void tellsOfEveryChangeOfACourse() {
        try (EventProbe probe = EventProbe.on("course.*")) {
            String id = school.course("Piano", "piano", 3);
            JsonNode made = probe.awaitEvent("course.updated", event -> is(event, id, 1));
            assertThat(made.at("/eventType").asText()).isEqualTo("COURSE_UPDATED");
            assertThat(made.at("/source").asText()).isEqualTo("course-service");
            assertThat(made.at("/data").toString())
                    .isEqualTo("{\"courseId\":\"%s\",\"isActive\":true,\"maxStudents\":3,\"enrollmentLimit\":null}"
                            .formatted(id));
            admin.delete("/api/courses/" + id).assertStatus(204);
            JsonNode gone = probe.awaitEvent("course.updated", event -> is(event, id, 2));
            assertThat(gone.at("/data/isActive").asBoolean()).isFalse();
        }
    }

    @Test
    void tellsOfClassesMadeMovedAndCancelled() {
        String course = school.course("Piano", "piano", 3);
        String budi = school.instructor("Budi");
        try (EventProbe probe = EventProbe.on("schedule.*")) {
            String id = school.lesson(course, budi, school.room("R", 3), inDays(3, 9));
            JsonNode made = probe.awaitEvent("schedule.created", event -> is(event, id, 1));
            JsonNode data = made.at("/data");
            assertThat(data.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("scheduleId", "courseId", "instructorId", "startsAt", "endsAt", "seats");
            assertThat(data.at("/courseId").asText()).isEqualTo(course);
            assertThat(data.at("/instructorId").asText()).isEqualTo(budi);
            assertThat(data.at("/startsAt").asText()).isEqualTo(inDays(3, 9).toString());
            assertThat(data.at("/seats").asInt()).isEqualTo(3);
            admin.patch(
                            "/api/schedules/" + id,
                            "{\"starts_at\": \"%s\", \"ends_at\": \"%s\"}".formatted(inDays(4, 9), inDays(4, 10)))
                    .assertStatus(200);
            JsonNode moved = probe.awaitEvent("schedule.updated", event -> is(event, id, 2));
            assertThat(moved.at("/data/previousStartsAt").asText())
                    .isEqualTo(inDays(3, 9).toString());
            admin.post("/api/schedules/" + id + "/cancel", "{\"reason\": \"sakit\"}")
                    .assertStatus(200);
            JsonNode cancelled = probe.awaitEvent("schedule.cancelled", event -> is(event, id, 3));
            assertThat(cancelled.at("/data/reason").asText()).isEqualTo("sakit");
        }
    }

    @Test
    void countsActiveEnrollmentsWhateverTheOrderOfTheirEvents() {
        String course = school.course("Piano", "piano", 3);
        admin.patch("/api/courses/" + course, "{\"enrollment_limit\": 2}").assertStatus(200);
        UUID stays = UUID.randomUUID();
        UUID goes = UUID.randomUUID();
        say("approved", stays, course, 2);
        say("cancelled", goes, course, 3);
        say("approved", goes, course, 2);
        UUID last = UUID.randomUUID();
        say("approved", last, course, 2);
        String path = "/api/courses/" + course + "/capacity";
        await().until(() -> visitor.get(path).at("/current_students").asInt() == 2);
        assertThat(visitor.get(path).at("/has_capacity").asBoolean()).isFalse();
        say("completed", last, course, 3);
        await().until(() -> visitor.get(path).at("/current_students").asInt() == 1);
        assertThat(visitor.get(path).at("/has_capacity").asBoolean()).isTrue();
    }

    @Test
    void exportsWhatItHoldsAboutAPerson(Api api) {
        String lesson = school.lesson(
                school.course("Piano", "piano", 1), school.instructor("B"), school.room("R", 1), inDays(3, 9));
        UUID student = UUID.randomUUID();
        api.asService("attendance-service")
                .put("/internal/schedules/" + lesson + "/seats/" + student, "")
                .assertStatus(200);
        TestDatabase.admin().sql("""
                        insert into shema.recommendations (id, user_id, wishes, results)
                        values (gen_random_uuid(), :student, '{"learning_goal": "hobby"}', '[{"score": 7}]')""").param("student", student).update();
        String path = "/internal/people/" + student + "/export";
        var export = api.asService("api-gateway").get(path).assertStatus(200);
        assertThat(export.at("/seats/0/schedule_id").asText()).isEqualTo(lesson);
        assertThat(export.at("/recommendations/0/wishes/learning_goal").asText())
                .isEqualTo("hobby");
        assertThat(export.at("/recommendations/0/results/0/score").asInt()).isEqualTo(7);
        api.asService("user-service").get(path).assertError(403, "AUTH_FORBIDDEN");
    }

    private static boolean is(JsonNode event, String id, int version) {
        return event.at("/aggregateId").asText().equals(id)
                && event.at("/aggregateVersion").asInt() == version;
    }

    private static void say(String what, UUID enrollment, String course, int version) {
        EventProbe.appendToStream(
                "enrollment." + what,
                Envelopes.of(
                        "ENROLLMENT_" + what.toUpperCase(), enrollment, version, """
                        {"enrollmentId": "%s", "studentId": null, "courseId": "%s"}""".formatted(enrollment, course)));
    }
}

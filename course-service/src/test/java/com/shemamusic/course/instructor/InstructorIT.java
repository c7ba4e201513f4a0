package com.shemamusic.course.instructor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.shemamusic.course.Envelopes;
import com.shemamusic.course.Neighbours;
import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class InstructorIT {

    private static final WireMockServer USERS = Neighbours.SERVER;

    private final UUID budi = UUID.randomUUID();
    private School school;
    private String course;
    private String room;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        Neighbours.reset();
        school = new School(api);
        course = school.course("Piano", "piano", 1);
        room = school.room("R", 1);
    }

    private void known(String name, String status) {
        USERS.stubFor(get(urlPathMatching("/internal/instructors/.*"))
                .willReturn(okJson(
                        "{\"id\": \"%s\", \"full_name\": \"%s\", \"status\": \"%s\"}".formatted(budi, name, status))));
    }

    private void answers(int status, String code) {
        USERS.stubFor(get(urlPathMatching("/internal/instructors/.*"))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"error\": \"x\", \"code\": \"%s\", \"details\": {}, \"request_id\": \"r\"}"
                                .formatted(code))));
    }

    private ApiResponse tryLesson(int day) {
        return school.tryClass(course, budi.toString(), room, inDays(day, 9), inDays(day, 10));
    }

    @Test
    void asksOnceForAnInstructorNotMetYet() {
        known("Budi Santoso", "active");
        assertThat(tryLesson(2).assertStatus(201).at("/data/0/instructor_name").asText())
                .isEqualTo("Budi Santoso");
        tryLesson(3).assertStatus(201);
        USERS.verify(1, getRequestedFor(urlPathMatching("/internal/instructors/" + budi)));
    }

    @Test
    void tellsAnUnknownOneFromARefusalAndFromAnOutage() {
        answers(404, "INSTRUCTOR_NOT_FOUND");
        tryLesson(2).assertError(404, "INSTRUCTOR_NOT_FOUND");
        answers(403, "AUTH_FORBIDDEN");
        assertThat(tryLesson(2).status()).isGreaterThanOrEqualTo(500);
        answers(500, "INTERNAL_ERROR");
        tryLesson(2).assertError(503, "SERVICE_UNAVAILABLE");
        known("Budi", "inactive");
        tryLesson(2).assertError(404, "INSTRUCTOR_NOT_FOUND");
    }

    @Test
    void followsChangesOfTheirNamesAndForgetsErasedOnes(Api api) {
        known("Budi", "active");
        String id = tryLesson(2).assertStatus(201).at("/data/0/id").asText();
        known("Budi Baru", "active");
        say("user.updated", "USER_UPDATED", 7);
        String path = "/api/schedules/" + id;
        await().until(() ->
                api.asAdmin().get(path).at("/instructor_name").asText().equals("Budi Baru"));
        known("Older", "active");
        say("user.updated", "USER_UPDATED", 6);
        answers(404, "INSTRUCTOR_NOT_FOUND");
        say("user.erased", "USER_ERASED", 8);
        await().until(() ->
                api.asAdmin().get(path).at("/instructor_name").asText().equals("-"));
        tryLesson(3).assertError(404, "INSTRUCTOR_NOT_FOUND");
    }

    private void say(String channel, String type, int version) {
        EventProbe.appendToStream(
                channel,
                Envelopes.of(type, budi, version, "{\"userId\": \"%s\", \"role\": \"instructor\"}".formatted(budi)));
    }
}

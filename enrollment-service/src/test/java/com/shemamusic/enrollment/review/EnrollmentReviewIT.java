package com.shemamusic.enrollment.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTokenMinter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrollmentReviewIT extends ServiceIT {

    private static final String FULL_AT_ONE = "\"enrollment_limit\":1,\"min_age\":null,\"max_age\":null";

    @Test
    void anApprovedEnrollmentIsActiveWithItsHistoryAndItsEvent(Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        awaitLinked(api, id);
        try (EventProbe events = EventProbe.on("enrollment.*")) {
            ApiResponse answer = api.asAdmin().post("/api/enrollments/" + id + "/approve", "{\"note\":\"welcome\"}");
            answer.assertStatus(200);
            assertThat(answer.at("/status").asText()).isEqualTo("active");
            assertThat(answer.at("/history/1/actor/name").asText()).isEqualTo(ServiceTokenMinter.ADMIN_NAME);
            assertThat(answer.at("/history/1/from").asText()).isEqualTo("pending");
            assertThat(answer.at("/history/1/note").asText()).isEqualTo("welcome");
            JsonNode event = events.awaitEvent(
                    "enrollment.approved", e -> e.at("/aggregateId").asText().equals(id));
            assertThat(event.at("/data/studentId").asText())
                    .isEqualTo(answer.at("/student_id").asText());
            assertThat(event.at("/aggregateVersion").asLong())
                    .isEqualTo(answer.at("/version").asLong());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "approve,approve",
        "approve,reject",
        "reject,approve",
        "reject,cancel",
        "cancel,approve",
        "cancel,complete",
        "reject,reject"
    })
    void whatTheStatesDoNotAllowIsRefused(String first, String second, Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        act(api, id, first).assertStatus(200);
        act(api, id, second).assertError(409, "ENROLLMENT_INVALID_STATE");
    }

    @Test
    void aPendingEnrollmentCannotBeCompletedButAnActiveOneCan(Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        act(api, id, "complete").assertError(409, "ENROLLMENT_INVALID_STATE");
        approve(api, id).assertStatus(200);
        assertThat(act(api, id, "complete").assertStatus(200).at("/status").asText())
                .isEqualTo("completed");
    }

    @Test
    void ofAHundredAdminsWhoApproveAtOnceExactlyOneWins(Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        List<ApiResponse> answers = Races.run(100, n -> approve(api, id));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.assertError(409, "ENROLLMENT_INVALID_STATE"));
    }

    @Test
    void aCourseNeverHasMoreActiveEnrollmentsThanItsLimit(Api api) {
        UUID course = PeersStub.course("\"enrollment_limit\":3,\"min_age\":null,\"max_age\":null");
        List<String> ids = java.util.stream.IntStream.range(0, 12)
                .mapToObj(n -> enrolled(api, course, "applicant" + n + "@example.com"))
                .toList();
        List<ApiResponse> answers = Races.run(12, n -> approve(api, ids.get(n)));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.assertError(409, "COURSE_FULL"));
    }

    @Test
    void whoWaitedLongestMovesUpWhenAPlaceFrees(Api api) {
        UUID course = PeersStub.course(FULL_AT_ONE);
        String inside = enrolled(api, course, "first@example.com");
        approve(api, inside).assertStatus(200);
        submit(api, Forms.adult(course).json()).assertError(409, "COURSE_FULL");
        String second = waiting(api, course, "second@example.com");
        String third = waiting(api, course, "third@example.com");
        assertThat(api.asAdmin()
                        .get("/api/enrollments/" + third)
                        .at("/waitlist_position")
                        .asInt())
                .isEqualTo(2);
        approve(api, second).assertError(409, "ENROLLMENT_INVALID_STATE");
        try (EventProbe events = EventProbe.on("enrollment.*")) {
            act(api, inside, "cancel").assertStatus(200);
            events.awaitEvent(
                    "enrollment.promoted", e -> e.at("/aggregateId").asText().equals(second));
        }
        assertState(api, second, "pending");
        assertState(api, third, "waitlisted");
        submit(api, Forms.adult(course).json()).assertError(409, "COURSE_FULL");
        act(api, second, "reject").assertStatus(200);
        assertState(api, third, "pending");
    }

    @Test
    void aRaisedLimitLetsTheNextOnesIn(Api api) {
        UUID course = PeersStub.course(FULL_AT_ONE);
        approve(api, enrolled(api, course, "first@example.com")).assertStatus(200);
        String second = waiting(api, course, "second@example.com");
        EventProbe.appendToStream("course.updated", """
                {"eventType":"COURSE_UPDATED","eventId":"%s","version":"1.0","timestamp":"2026-01-01T00:00:00Z",
                "source":"course-service","aggregateId":"%s","aggregateVersion":2,
                "data":{"courseId":"%s","isActive":true,"maxStudents":4,"enrollmentLimit":2}}""".formatted(UUID.randomUUID(), course, course));
        org.awaitility.Awaitility.await().untilAsserted(() -> assertState(api, second, "pending"));
    }

    @Test
    void onlyAdminsReview(Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        for (String action : List.of("approve", "reject", "cancel", "complete")) {
            api.anonymous().post("/api/enrollments/" + id + "/" + action).assertError(401, "AUTH_REQUIRED");
            api.asService("course-service")
                    .post("/api/enrollments/" + id + "/" + action)
                    .assertError(403, "AUTH_FORBIDDEN");
            api.withoutToken().post("/api/enrollments/" + id + "/" + action).assertError(401, "AUTH_REQUIRED");
        }
        assertState(api, id, "pending");
    }

    @Test
    void aReasonIsNeededToRejectAndToCancel(Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        for (String action : List.of("reject", "cancel")) {
            api.asAdmin()
                    .post("/api/enrollments/" + id + "/" + action, "{\"reason\":\" \"}")
                    .assertField("reason", "REQUIRED");
            api.asAdmin().post("/api/enrollments/" + id + "/" + action).assertError(400, "MALFORMED_JSON");
        }
        api.asAdmin()
                .post("/api/enrollments/" + UUID.randomUUID() + "/approve")
                .assertError(404, "ENROLLMENT_NOT_FOUND");
        api.asAdmin().post("/api/enrollments/nonsense/approve").assertField("id", "INVALID");
    }

    private static String waiting(Api api, UUID course, String email) {
        ApiResponse answer = submit(
                api,
                Forms.adult(course).email(email).with("join_waitlist", true).json());
        assertThat(answer.assertStatus(201).at("/status").asText()).isEqualTo("waitlisted");
        return answer.at("/id").asText();
    }

    private static ApiResponse act(Api api, String id, String action) {
        return action.equals("approve") ? approve(api, id) : review(api, id, action);
    }
}

package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminPagesIT extends GatewayTest {

    private static final UUID PERSON = UUID.fromString("01930000-0000-7000-8000-000000000001");

    @BeforeEach
    void figures() {
        stub("user-service", "/api/users/stats", "{\"student_count\":7}");
        stub("enrollment-service", "/api/enrollments/stats", "{\"pending_count\":3}");
        stub("enrollment-service", "/api/bookings/stats", "{\"pending_count\":2}");
        stub("chat-service", "/api/chat/stats", "{\"active_count\":4}");
        stub("course-service", "/api/courses/stats", "{\"count\":30,\"active_count\":25}");
        stub("course-service", "/api/schedules/stats", "{\"upcoming_count\":90}");
        stub("attendance-service", "/api/attendance/stats", "{\"attendance_rate_30d\":null}");
        stub("enrollment-service", "/api/bookings/pending?size=10", "{\"data\":[{\"id\":\"b\"}],\"meta\":{}}");
        stub("enrollment-service", "/api/enrollments?size=10", "{\"data\":[{\"id\":\"e\"}],\"meta\":{}}");
        stub("chat-service", "/api/chat/active-sessions?size=10", "{\"data\":[],\"meta\":{}}");
    }

    private static void stub(String service, String path, String json) {
        Services.of(service).stubFor(get(path).atPriority(1).willReturn(okJson(json)));
    }

    @Test
    void theDashboardIsComposedOfAllServices(Api api) {
        ApiResponse page =
                api.as(AdminTokens.good()).get("/api/admin/dashboard").assertStatus(200);
        assertThat(page.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "stats", "pending_bookings", "recent_enrollments", "active_sessions", "degraded", "timestamp");
        assertThat(page.at("/stats").toString())
                .isEqualTo("{\"total_students\":7,\"pending_enrollments\":3,\"pending_bookings\":2,\"active_chats\":4,"
                        + "\"total_courses\":25,\"upcoming_classes\":90,\"attendance_rate_30d\":null}");
        assertThat(page.at("/pending_bookings/0/id").asText()).isEqualTo("b");
        assertThat(page.at("/recent_enrollments/0/id").asText()).isEqualTo("e");
        assertThat(page.at("/active_sessions").isArray()).isTrue();
        assertThat(page.at("/degraded")).isEmpty();
        assertThat(page.at("/timestamp").asText()).endsWith("Z");
    }

    @Test
    void whatOneServiceDoesNotAnswerIsNullAndNamed(Api api) {
        Services.of("chat-service").stop();
        stub("course-service", "/api/schedules/stats", "{}");
        ApiResponse page =
                api.as(AdminTokens.good()).get("/api/admin/dashboard").assertStatus(200);
        assertThat(page.at("/stats/active_chats").isNull()).isTrue();
        assertThat(page.at("/active_sessions").isNull()).isTrue();
        assertThat(page.at("/stats/upcoming_classes").isNull()).isTrue();
        assertThat(page.at("/stats/total_students").asInt()).isEqualTo(7);
        assertThat(texts(page.at("/degraded"))).containsExactly("chat-service", "course-service");
    }

    @Test
    void deadLettersOfAllServicesStandInOneListNewestFirst(Api api) {
        stub("course-service", "/internal/dead-letters", letters("course-service", "2026-01-05T08:00:00Z"));
        stub("user-service", "/internal/dead-letters", letters("user-service", "2026-01-06T08:00:00Z"));
        ApiResponse page =
                api.as(AdminTokens.good()).get("/api/admin/dead-letters").assertStatus(200);
        assertThat(page.at("/data/0/service").asText()).isEqualTo("user-service");
        assertThat(page.at("/data/1/service").asText()).isEqualTo("course-service");
        assertThat(page.at("/meta/total").asInt()).isEqualTo(2);
        ApiResponse second = api.as(AdminTokens.good())
                .get("/api/admin/dead-letters?size=1&page=2")
                .assertStatus(200);
        assertThat(second.at("/data")).hasSize(1);
        assertThat(second.at("/data/0/service").asText()).isEqualTo("course-service");
        assertThat(second.at("/meta/size").asInt()).isEqualTo(1);
        assertThat(second.at("/meta/total").asInt()).isEqualTo(2);
        api.as(AdminTokens.good())
                .get("/api/admin/dead-letters?size=0&page=x")
                .assertFieldErrors(Map.of("size", "OUT_OF_RANGE", "page", "INVALID"));
    }

    @Test
    void aDeadLetterIsReplayedByTheServiceThatHasIt(Api api) {
        String path = "/internal/dead-letters/" + PERSON + "/replay";
        Services.of("course-service").stubFor(post(path).willReturn(Services.answer(202, "{\"result\":\"applied\"}")));
        Api admin = api.as(AdminTokens.good());
        admin.post("/api/admin/dead-letters/course-service/" + PERSON + "/replay")
                .assertStatus(202);
        assertThat(Services.only("course-service").getUrl()).isEqualTo(path);
        Services.of("course-service").stubFor(post(path).willReturn(Services.answer(404, "{}")));
        admin.post("/api/admin/dead-letters/course-service/" + PERSON + "/replay")
                .assertError(404, "DEAD_LETTER_NOT_FOUND");
        admin.post("/api/admin/dead-letters/no-service/" + PERSON + "/replay")
                .assertError(404, "DEAD_LETTER_NOT_FOUND");
        admin.post("/api/admin/dead-letters/course-service/x/replay").assertError(404, "DEAD_LETTER_NOT_FOUND");
    }

    @Test
    void anExportHoldsThePartOfEveryServiceOrIsRefused(Api api) {
        String path = "/internal/people/" + PERSON + "/export";
        Services.of("chat-service").stubFor(get(path).willReturn(Services.answer(404, "{}")));
        Api admin = api.as(AdminTokens.good());
        ApiResponse export = admin.get("/api/users/" + PERSON + "/export").assertStatus(200);
        assertThat(export.at("/services/user-service/from").asText()).isEqualTo("user-service");
        assertThat(export.at("/services/auth-service/from").asText()).isEqualTo("auth-service");
        assertThat(export.at("/services/attendance-service/from").asText()).isEqualTo("attendance-service");
        assertThat(export.at("/services/chat-service")).isEmpty();
        Services.of("attendance-service").stubFor(get(path).willReturn(Services.answer(500, "{}")));
        admin.get("/api/users/" + PERSON + "/export").assertError(503, "SERVICE_UNAVAILABLE");
        Services.of("user-service").stubFor(get(path).willReturn(Services.answer(404, "{}")));
        Services.of("attendance-service").stubFor(get(path).willReturn(Services.answer(200, "{}")));
        admin.get("/api/users/" + PERSON + "/export").assertError(404, "USER_NOT_FOUND");
        admin.get("/api/users/x/export").assertFieldErrors(Map.of("id", "INVALID"));
    }

    private static String letters(String service, String at) {
        return "{\"data\":[{\"service\":\"" + service + "\",\"event\":{},\"error\":\"x\",\"failed_at\":\"" + at
                + "\",\"attempts\":4}],\"meta\":{}}";
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}

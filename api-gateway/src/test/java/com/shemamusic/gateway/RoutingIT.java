package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

class RoutingIT extends GatewayTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "/api/auth/me, auth-service",
        "/api/users, user-service",
        "/api/users/instructors, user-service",
        "/api/users/enrollment-status, enrollment-service",
        "/api/users/enrollment-status/reminder, enrollment-service",
        "/api/users/enrollment-statuses, user-service",
        "/api/courses?q=piano%20jazz&level=beginner, course-service",
        "/api/courses/piano-dasar, course-service",
        "/api/schedules/available, course-service",
        "/api/schedules/calendar/abc.ics, course-service",
        "/api/rooms, course-service",
        "/api/closures, course-service",
        "/api/recommendations/1, course-service",
        "/api/enrollments, enrollment-service",
        "/api/bookings/pending, enrollment-service",
        "/api/notifications, enrollment-service",
        "/api/chat/sessions/1/messages?after_seq=3, chat-service",
        "/api/attendance/stats, attendance-service",
    })
    void everyPathLeadsToTheServiceThatOwnsItWithItsQuery(String path, String service, Api api) {
        ApiResponse answer = api.get(path).assertStatus(200);
        assertThat(answer.at("/from").asText()).isEqualTo(service);
        assertThat(Services.only(service).getUrl()).isEqualTo(path);
        assertThat(answer.headers().allValues("X-Request-ID")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/",
                "/api/unknown",
                "/api/coursesx",
                "/API/courses",
                "/api/Courses",
                "/internal/students",
                "/internal/dead-letters",
                "/api/internal/students",
                "/actuator",
                "/actuator/health",
                "/metrics",
                "/prometheus",
                "/api/users/by-email",
                "/api/users/by-email?email=a@example.org",
                "/api/users/by-email/",
                "/api/users/by-email/x",
                "/api/admin/unknown",
                "/api/admin",
                "/healthz",
                "/openapi",
            })
    void whatNoRouteLeadsToIsNotFound(String path, Api api) {
        api.as(AdminTokens.good()).get(path).assertError(404, "ROUTE_NOT_FOUND");
        api.get(path).assertError(404, "ROUTE_NOT_FOUND");
        assertThat(Services.requestsEverywhere()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//internal/students",
                "/api//internal/students",
                "/api/courses/../../internal/students",
                "/api/courses/%2e%2e/%2e%2e/internal/students",
                "/api/courses/%2E%2E/internal",
                "/api/courses/..%2f..%2finternal",
                "/api/courses/%252e%252e/internal",
                "/api/courses/..;/..;/internal/students",
                "/api/courses/;x=1/../internal",
                "/internal;x/students",
                "/;/internal/students",
                "/api/users/by-email;x",
                "/api/users;x/by-email",
                "/api/users/./by-email",
                "/api/users//by-email",
                "/api/users/by%2demail",
                "/api/users/%62y-email",
                "/api/users%2fby-email",
                "/api%2fusers%2fby-email",
                "/api/users/x/../by-email",
                "/api/courses/%00",
                "/api/courses/a%0d%0aX-User-Id:1",
                "/%69nternal/students",
                "/api/courses/.../x",
                "/%2finternal/students",
                "/api/courses/%5c..%5cinternal",
                "/api/courses\\..\\internal",
                "/api/courses/%zz",
                "/api/courses/<x>",
                "/api/courses/%",
            })
    void pathTricksGetNowhere(String path) throws Exception {
        RawHttp.Answer answer =
                RawHttp.send(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("\"code\":\"ROUTE_NOT_FOUND\"").contains("X-Request-ID");
        assertThat(Services.requestsEverywhere()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "q=x|y, q=x%7Cy",
                "q={\"a\":[1]}, q=%7B%22a%22:%5B1%5D%7D",
                "q=100%&p=<b>, q=100%25&p=%3Cb%3E",
                "q=é, q=%C3%A9"
            })
    void aQueryWithCharactersThatBelongEscapedIsRead(String raw, String escaped) throws Exception {
        String bytes = new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        RawHttp.Answer answer = RawHttp.send(
                port, "GET /api/courses?" + bytes + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Services.only("course-service").getUrl()).isEqualTo("/api/courses?" + escaped);
    }

    @Test
    void oddMethodsAreRefused() throws Exception {
        for (String method : new String[] {"TRACE", "FOO", "PROPFIND"}) {
            RawHttp.Answer answer =
                    RawHttp.send(port, method + " /api/courses HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).as(method).isEqualTo(405);
        }
        assertThat(Services.requestsEverywhere()).isZero();
    }

    @Test
    void ownPathsTakeOnlyTheirMethod(Api api) {
        api.post("/health").assertError(405, "METHOD_NOT_ALLOWED");
        api.as(AdminTokens.good()).post("/api/admin/dashboard").assertError(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void statusAndBodyOfTheServiceComeThroughUnchanged(Api api) {
        Services.of("enrollment-service")
                .stubFor(post("/api/enrollments")
                        .willReturn(Services.answer(409, "{\"code\":\"ENROLLMENT_DUPLICATE\"}")
                                .withHeader("Retry-After", "7")));
        ApiResponse answer = api.header("Idempotency-Key", "12345678").post("/api/enrollments", "{\"a\":1}");
        answer.assertStatus(409);
        assertThat(answer.at("/code").asText()).isEqualTo("ENROLLMENT_DUPLICATE");
        assertThat(answer.header("Retry-After")).hasValue("7");
        assertThat(Services.only("enrollment-service").getBodyAsString()).isEqualTo("{\"a\":1}");
    }
}

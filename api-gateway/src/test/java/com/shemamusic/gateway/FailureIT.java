package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureIT extends GatewayTest {

    @AfterEach
    void bringEverythingBack(Api api) {
        Services.reset();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            for (String path : List.of("/api/rooms", "/api/attendance/stats", "/api/notifications", "/api/users")) {
                api.get(path).assertStatus(200);
            }
        });
    }

    @Test
    void aServiceThatIsDownIsNamedAndTheOthersGoOn(Api api) {
        Services.of("course-service").stop();
        for (int i = 0; i < 10; i++) {
            ApiResponse answer = api.get("/api/courses").assertError(503, "SERVICE_UNAVAILABLE");
            assertThat(answer.at("/details/service").asText()).isEqualTo("course-service");
        }
        api.get("/api/users").assertStatus(200);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            ApiResponse health = api.get("/health").assertStatus(200);
            assertThat(health.at("/status").asText()).isEqualTo("degraded");
            assertThat(health.at("/services/course-service").asText()).isEqualTo("unhealthy");
            assertThat(health.at("/services/user-service").asText()).isEqualTo("healthy");
            assertThat(health.at("/circuits/course-service").asText()).isEqualTo("open");
            assertThat(health.at("/circuits/user-service").asText()).isEqualTo("closed");
        });
    }

    @Test
    void aServiceThatIsBackIsUsedAgainAtOnce(Api api) {
        Services.of("attendance-service").stop();
        for (int i = 0; i < 6; i++) {
            api.get("/api/attendance/stats").assertStatus(503);
        }
        Services.of("attendance-service").start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> api.get("/api/attendance/stats").assertStatus(200));
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            api.get("/api/attendance/stats").assertStatus(200);
            assertThat(api.get("/health").at("/circuits/attendance-service").asText())
                    .isEqualTo("closed");
        });
    }

    @Test
    void aCrowdThatComesWhileItIsTriedOutIsAnsweredToo(Api api) {
        Services.of("chat-service").stop();
        for (int i = 0; i < 6; i++) {
            api.get("/api/chat/office-hours").assertStatus(503);
        }
        Services.of("chat-service").start();
        Services.of("chat-service")
                .stubFor(get("/api/chat/office-hours")
                        .willReturn(Services.answer(200, "{}").withFixedDelay(100)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> api.get("/health").at("/circuits/chat-service").asText(), "half_open"::equals);
        List<Integer> statuses =
                Races.run(20, i -> api.get("/api/chat/office-hours").status());
        assertThat(statuses).containsOnly(200);
    }

    @Test
    void refusalsOfAServiceNeverOpenItsBreaker(Api api) {
        Services.of("course-service").stubFor(any(anyUrl()).willReturn(Services.answer(409, "{}")));
        for (int i = 0; i < 10; i++) {
            api.get("/api/courses").assertStatus(409);
        }
        Services.of("course-service").stubFor(any(anyUrl()).willReturn(Services.answer(503, "{}")));
        for (int i = 0; i < 10; i++) {
            api.get("/api/courses").assertStatus(503);
        }
        assertThat(Services.requests("course-service")).hasSize(20);
    }

    @Test
    void gatewayErrorsOfSomethingInBetweenOpenIt(Api api) {
        Services.of("course-service")
                .stubFor(
                        get("/api/rooms").willReturn(aResponse().withStatus(502).withBody("<html>")));
        Services.of("course-service")
                .stubFor(get("/health").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        for (int i = 0; i < 5; i++) {
            api.get("/api/rooms").assertStatus(502);
        }
        api.get("/api/rooms").assertError(503, "SERVICE_UNAVAILABLE");
        assertThat(Services.requests("course-service")).hasSize(5);
    }

    @Test
    void aServiceThatTakesTooLongIsATimeout(Api api) {
        Services.of("user-service")
                .stubFor(get("/api/users").willReturn(Services.answer(200, "{}").withFixedDelay(7_000)));
        ApiResponse answer = api.get("/api/users").assertError(504, "SERVICE_TIMEOUT");
        assertThat(answer.at("/details/service").asText()).isEqualTo("user-service");
    }

    @Test
    void aPostIsNeverRepeated(Api api) {
        Services.of("enrollment-service")
                .stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        api.post("/api/enrollments", "{}").assertError(503, "SERVICE_UNAVAILABLE");
        assertThat(Services.requests("enrollment-service")).hasSize(1);
    }

    @Test
    void aHundredAtOnceForOneSeatAllGetTheAnswerOfTheService(Api api) {
        Services.of("attendance-service")
                .stubFor(any(anyUrl()).willReturn(Services.answer(409, "{}").withFixedDelay(50)));
        List<Integer> statuses = Races.run(
                100, i -> api.put("/api/attendance/schedules/1/marks", "{}").status());
        assertThat(statuses).containsOnly(409);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithAndWithoutALength(Api api) {
        byte[] fits = new byte[256 * 1024];
        byte[] tooLarge = new byte[256 * 1024 + 1];
        api.send("POST", "/api/courses", BodyPublishers.ofByteArray(fits)).assertStatus(200);
        api.send("POST", "/api/courses", BodyPublishers.ofByteArray(tooLarge)).assertError(413, "BODY_TOO_LARGE");
        api.send("POST", "/api/courses", chunked(fits)).assertStatus(200);
        api.send("POST", "/api/courses", chunked(tooLarge)).assertError(413, "BODY_TOO_LARGE");
        api.send("POST", "/api/courses", chunked(new byte[3_000_000])).assertError(413, "BODY_TOO_LARGE");
        for (int i = 0; i < 6; i++) {
            api.send("POST", "/api/courses", chunked(tooLarge)).assertError(413, "BODY_TOO_LARGE");
        }
        api.get("/api/courses").assertStatus(200);
    }

    @Test
    void theImportOfCoursesMayBeLarger(Api api) {
        Api csv = api.header("Content-Type", "text/csv");
        csv.send("POST", "/api/courses/import", BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024]))
                .assertStatus(200);
        csv.send("POST", "/api/courses/import", BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024 + 1]))
                .assertError(413, "BODY_TOO_LARGE");
        csv.send("POST", "/api/courses", BodyPublishers.ofByteArray(new byte[300_000]))
                .assertError(413, "BODY_TOO_LARGE");
        api.send("POST", "/api/courses/import", BodyPublishers.ofByteArray(new byte[300_000]))
                .assertError(413, "BODY_TOO_LARGE");
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
    }
}

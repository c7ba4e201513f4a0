package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers care for: origins, preflights, compression; and the shape of health. */
class BrowserIT extends GatewayTest {

    private static final String ORIGIN = "http://localhost:5173";

    @Test
    void aPreflightOfAnAllowedOriginIsAnsweredByTheGatewayItself(Api api) {
        ApiResponse answer = api.header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,if-match,idempotency-key")
                .send("OPTIONS", "/api/courses/1", BodyPublishers.noBody())
                .assertStatus(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "If-Match", "Idempotency-Key", "X-Chat-Session");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(Services.requestsEverywhere()).isZero();
    }

    @Test
    void anAllowedOriginMayReadTheHeadersOfTheContract(Api api) {
        ApiResponse answer = api.header("Origin", ORIGIN).get("/api/courses").assertStatus(200);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                .contains(
                        "X-Request-ID",
                        "ETag",
                        "Location",
                        "Retry-After",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "Idempotency-Replayed");
        assertThat(answer.headers().allValues("Vary").toString()).contains("Origin");
        assertThat(api.header("Origin", ORIGIN).get("/nowhere").header("Access-Control-Allow-Origin"))
                .hasValue(ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "https://localhost:5173",
                "http://localhost",
                "http://localhost:5174",
                "http://localhost:51730",
                "http://localhost:5173/",
                "http://localhost:5173.evil.example",
                "http://evil.example/http://localhost:5173",
                "http://LOCALHOST:5173",
                "HTTP://localhost:5173",
                "http://localhost:5173 ,http://evil.example",
                "http://localhost:5173,http://localhost:5173",
                "http://127.0.0.1:5173",
                "http://[::1]:5173",
                "http://localhost.:5173",
                "http://xlocalhost:5173",
                "http://localhostx:5173",
                "http://sub.localhost:5173",
                "http://user@localhost:5173",
                "http://localhost:5173#",
                "http://localhost:5173?",
                "http://localhost:05173",
                "//localhost:5173",
                "localhost:5173",
                "file://",
                "chrome-extension://abc",
                "http://shemamusic.example",
                "https://shemamusic.example.evil.example",
                "https://evilshemamusic.example",
                "https://shemamusic.example:443",
                "https://shemamusic.example:8443",
                "https://www.shemamusic.example",
                "https://shemamusic.example%00.evil.example",
                "https://shemamusic.example%60.evil.example",
                "https://shemamusic.example_.evil.example",
                "https://shemamusic_example",
                "https://shemamusic.exampl",
                "https://shemamusic.examples",
                "https://shemamusic.example/",
                "*",
                "https://*",
                "a b",
            })
    void originsThatOnlyResembleTheListAreRefused(String origin, Api api) {
        Api from = api.header("Origin", origin);
        ApiResponse answer = from.get("/api/courses").assertError(403, "AUTH_FORBIDDEN");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        from.header("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/api/courses", BodyPublishers.noBody())
                .assertStatus(403);
        assertThat(Services.requestsEverywhere()).isZero();
    }

    @Test
    void answersAreCompressedFromOneKibUp(Api api) throws Exception {
        String large = "{\"a\":\"" + "x".repeat(2_000) + "\"}";
        Services.of("course-service").stubFor(get("/api/courses").willReturn(Services.answer(200, large)));
        Services.of("course-service").stubFor(get("/api/rooms").willReturn(Services.answer(200, "{\"a\":1}")));
        Api zipped = api.header("Accept-Encoding", "gzip");
        ApiResponse answer = zipped.get("/api/courses").assertStatus(200);
        assertThat(answer.header("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes())
                .isEqualTo(large.getBytes());
        assertThat(zipped.get("/api/rooms").header("Content-Encoding")).isEmpty();
        assertThat(api.get("/api/courses").header("Content-Encoding")).isEmpty();
    }

    @Test
    void healthHasTheShapeOfTheContract(Api api) {
        ApiResponse health = api.get("/health").assertStatus(200);
        assertThat(health.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("status", "service", "timestamp", "services", "circuits");
        assertThat(health.at("/service").asText()).isEqualTo("api-gateway");
        assertThat(health.at("/services").fieldNames()).toIterable().containsExactlyElementsOf(Services.NAMES);
        assertThat(health.at("/circuits").fieldNames()).toIterable().containsExactlyElementsOf(Services.NAMES);
        assertThat(api.get("/health/live").assertStatus(200).at("/status").asText())
                .isEqualTo("healthy");
        assertThat(api.get("/health/ready").assertStatus(200).at("/service").asText())
                .isEqualTo("api-gateway");
    }
}

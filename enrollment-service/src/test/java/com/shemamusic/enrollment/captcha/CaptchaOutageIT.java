package com.shemamusic.enrollment.captcha;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The form while the captcha's provider is in trouble (S8): nothing is stored, and the same key succeeds once it is well. */
@TestPropertySource(
        properties = {
            "CAPTCHA_PROVIDER=turnstile",
            "CAPTCHA_SECRET=s3cret",
            "CAPTCHA_HOSTNAMES=shema.example",
            "shema.enrollment.captcha.timeout=400ms"
        })
class CaptchaOutageIT extends ServiceIT {

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("shema.enrollment.captcha.url", () -> PeersStub.SERVER.baseUrl() + "/siteverify");
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble(
                        "times out",
                        aResponse().withFixedDelay(1_000).withBody(verdict("shema.example", "enrollment")),
                        true),
                trouble("500", aResponse().withStatus(500), true),
                trouble("HTML", aResponse().withBody("<html>We will be back</html>"), true),
                trouble("cut off", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), true),
                trouble("its own error", okJson("{\"success\":false,\"error-codes\":[\"internal-error\"]}"), true),
                trouble("spent token", okJson("{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}"), false),
                trouble("wrong host", okJson(verdict("evil.example", "enrollment")), false),
                trouble("wrong action", okJson(verdict("shema.example", "login")), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void nothingIsStoredAndTheSameKeySucceedsLater(
            String name, ResponseDefinitionBuilder answer, boolean unavailable, Api api) {
        String form = Forms.adult(PeersStub.course()).json();
        String key = UUID.randomUUID().toString();
        provider(answer);
        ApiResponse refused = submit(api, key, form);
        if (unavailable) {
            refused.assertError(503, "CAPTCHA_UNAVAILABLE");
            assertThat(refused.header("Retry-After")).isPresent();
        } else {
            refused.assertError(400, "CAPTCHA_FAILED");
        }
        assertThat(rows("enrollments") + rows("idempotency_keys") + rows("enrollment_outbox"))
                .isZero();
        provider(okJson(verdict("shema.example", "enrollment")));
        submit(api, key, form).assertStatus(201);
        assertThat(rows("enrollments")).isOne();
    }

    @Test
    void aRepeatOfWhatSucceededAsksTheProviderNoMore(Api api) {
        String form = Forms.adult(PeersStub.course()).json();
        String key = UUID.randomUUID().toString();
        provider(okJson(verdict("shema.example", "enrollment")));
        submit(api, key, form).assertStatus(201);
        provider(aResponse().withStatus(500));
        submit(api, key, form).assertStatus(201);
        PeersStub.SERVER.verify(1, postRequestedFor(urlPathEqualTo("/siteverify")));
    }

    private static Arguments trouble(String name, ResponseDefinitionBuilder answer, boolean unavailable) {
        return Arguments.of(name, answer, unavailable);
    }

    private static void provider(ResponseDefinitionBuilder answer) {
        PeersStub.SERVER.stubFor(post(urlPathEqualTo("/siteverify")).willReturn(answer));
    }

    private static String verdict(String host, String action) {
        return "{\"success\":true,\"error-codes\":[],\"challenge_ts\":\"%s\",\"hostname\":\"%s\",\"action\":\"%s\"}"
                .formatted(Instant.now().minusSeconds(20), host, action);
    }
}

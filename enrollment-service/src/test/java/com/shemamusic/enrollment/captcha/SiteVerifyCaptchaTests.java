package com.shemamusic.enrollment.captcha;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.shemamusic.enrollment.captcha.CaptchaProperties.Provider;
import com.shemamusic.shared.error.ApiException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@WireMockTest
class SiteVerifyCaptchaTests {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-05T08:00:00Z"), ZoneOffset.UTC);
    private static final String FRESH = "\"challenge_ts\":\"2026-01-05T07:58:00.000Z\",\"hostname\":\"shema.example\"";
    private static final String GOOD = "{\"success\":true,\"action\":\"enrollment\",\"error-codes\":[]," + FRESH + "}";
    private Captcha captcha;

    @BeforeEach
    void provider(WireMockRuntimeInfo server) {
        captcha = captcha(Provider.TURNSTILE, server);
    }

    @Test
    void aGoodTokenPassesWithTheDocumentedRequest(WireMockRuntimeInfo server) {
        answer(okJson(GOOD), server);
        assertThatCode(() -> captcha.check("tok&en", "enrollment", "key-12345")).doesNotThrowAnyException();
        server.getWireMock()
                .verifyThat(postRequestedFor(urlEqualTo("/siteverify"))
                        .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
                        .withRequestBody(matching("secret=s3cret&response=tok%26en&idempotency_key=[0-9a-f-]{36}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"error-codes\":[\"invalid-input-response\"]}",
                "{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}",
                "{\"success\":true,\"action\":\"booking\"," + FRESH + "}",
                "{\"success\":true," + FRESH + "}",
                "{\"success\":true,\"action\":\"enrollment\",\"score\":0.3," + FRESH + "}",
                "{\"success\":true,\"action\":\"enrollment\",\"hostname\":\"evil.example\",\"challenge_ts\":\"2026-01-05T07:58:00Z\"}",
                "{\"success\":true,\"action\":\"enrollment\",\"hostname\":\"shema.example\",\"challenge_ts\":\"2026-01-05T07:54:00Z\"}",
                "{\"success\":true,\"action\":\"enrollment\",\"hostname\":\"shema.example\"}"
            })
    void whatIsNoClearYesFails(String verdict, WireMockRuntimeInfo server) {
        answer(okJson(verdict), server);
        assertRefused(() -> captcha.check("token", "enrollment", "key-12345"), "CAPTCHA_FAILED");
    }

    static Stream<ResponseDefinitionBuilder> noAnswers() {
        return Stream.of(
                aResponse().withStatus(500).withBody("{}"),
                aResponse().withStatus(200).withBody("<html>maintenance</html>"),
                aResponse().withFixedDelay(3_000).withStatus(200).withBody(GOOD),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                okJson("{\"success\":false,\"error-codes\":[\"internal-error\"]}"),
                okJson("{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}"));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void noAnswerIsTriedTwiceAndFailsClosed(ResponseDefinitionBuilder trouble, WireMockRuntimeInfo server) {
        answer(trouble, server);
        assertRefused(() -> captcha.check("token", "enrollment", "key-12345"), "CAPTCHA_UNAVAILABLE");
        server.getWireMock().verifyThat(2, postRequestedFor(urlEqualTo("/siteverify")));
    }

    @Test
    void recaptchaNeedsNoActionButMindsAWrongOne(WireMockRuntimeInfo server) {
        Captcha recaptcha = captcha(Provider.RECAPTCHA, server);
        answer(okJson("{\"success\":true," + FRESH + "}"), server);
        assertThatCode(() -> recaptcha.check("token", "enrollment", "key-12345"))
                .doesNotThrowAnyException();
        server.getWireMock()
                .verifyThat(postRequestedFor(urlEqualTo("/siteverify"))
                        .withRequestBody(matching("secret=s3cret&response=token")));
        answer(okJson("{\"success\":true,\"action\":\"booking\"," + FRESH + "}"), server);
        assertRefused(() -> recaptcha.check("token", "enrollment", "key-12345"), "CAPTCHA_FAILED");
    }

    private static Captcha captcha(Provider provider, WireMockRuntimeInfo server) {
        URI url = URI.create(server.getHttpBaseUrl() + "/siteverify");
        CaptchaProperties properties =
                new CaptchaProperties(provider, "s3cret", url, Set.of("shema.example"), Duration.ofSeconds(1), 0.5);
        return new SiteVerifyCaptcha(properties, url, new ObjectMapper(), NOW);
    }

    private static void answer(ResponseDefinitionBuilder response, WireMockRuntimeInfo server) {
        server.getWireMock().register(post(urlEqualTo("/siteverify")).willReturn(response));
    }

    private static void assertRefused(ThrowingCallable check, String code) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> org.assertj.core.api.Assertions.assertThat(refusal.code())
                                .isEqualTo(code));
    }
}

package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTokenMinter;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BearerIT extends GatewayTest {

    private static final String CHECK = "/internal/sessions/check";
    private static final String VERIFY = "/internal/identities/verify";

    static Stream<String> forged() {
        return Stream.of(
                "garbage",
                "a.b.c",
                "",
                "..",
                AdminTokens.wrongSecret(),
                AdminTokens.unsigned(),
                AdminTokens.wrongIssuer(),
                AdminTokens.wrongRole(),
                AdminTokens.withoutSession(),
                AdminTokens.good() + "x",
                ServiceTokenMinter.gatewayAsAdmin("course-service"),
                ServiceTokenMinter.gatewayAnonymous("course-service"),
                ServiceTokenMinter.service("enrollment-service", "course-service"),
                ServiceTokenMinter.wrongScope("api-gateway", "course-service"),
                ServiceTokenMinter.unsigned("api-gateway", "course-service"));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void forgedTokensAreRefusedOnPublicAndAdminPathsAlike(String token, Api api) {
        api.as(token).get("/api/courses").assertError(401, "AUTH_TOKEN_INVALID");
        api.as(token).get("/api/admin/dashboard").assertError(401, "AUTH_TOKEN_INVALID");
        api.as(token).get("/health").assertStatus(200);
        assertThat(Services.requestsEverywhere()).isZero();
    }

    @Test
    void anExpiredTokenIsToldFromAForgedOne(Api api) {
        api.as(AdminTokens.expired()).get("/api/courses").assertError(401, "AUTH_TOKEN_EXPIRED");
    }

    @Test
    void anotherSchemeThanBearerIsNoToken(Api api) {
        api.header("Authorization", "Basic YTpi").get("/api/courses").assertError(401, "AUTH_TOKEN_INVALID");
    }

    @Test
    void withoutATokenTheGatewaysOwnAdminPathsAskForOne(Api api) {
        api.get("/api/admin/dashboard").assertError(401, "AUTH_REQUIRED");
        api.get("/api/admin/dead-letters").assertError(401, "AUTH_REQUIRED");
        api.post("/api/admin/dead-letters/user-service/1/replay").assertError(401, "AUTH_REQUIRED");
        api.get("/api/users/1/export").assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void aSessionIsAskedAboutOnceInAWhileAndEndsWithinSeconds(Api api) {
        String token = AdminTokens.good("session-1");
        for (int i = 0; i < 5; i++) {
            api.as(token).get("/api/users").assertStatus(200);
        }
        Services.of("auth-service")
                .verify(
                        1,
                        postRequestedFor(urlEqualTo(CHECK))
                                .withRequestBody(equalToJson("{\"session_id\":\"session-1\",\"admin_id\":\""
                                        + AdminTokens.ADMIN_ID + "\"}")));
        Services.of("auth-service").stubFor(post(CHECK).willReturn(okJson("{\"active\":false}")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> api.as(token).get("/api/users").assertError(401, "AUTH_TOKEN_INVALID"));
    }

    @Test
    void withAuthServiceDownTheSignatureDecides(Api api) {
        Services.of("auth-service").stop();
        api.as(AdminTokens.good()).get("/api/users").assertStatus(200);
        api.as(AdminTokens.wrongSecret()).get("/api/users").assertError(401, "AUTH_TOKEN_INVALID");
        api.as(AdminTokens.identity()).get("/api/users").assertError(503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void anIdentityTokenIsCheckedByAuthServiceAndRemembered(Api api) {
        String token = AdminTokens.identity();
        Services.of("auth-service")
                .stubFor(
                        post(VERIFY)
                                .withRequestBody(equalToJson("{\"id_token\":\"" + token + "\"}"))
                                .willReturn(
                                        okJson(
                                                "{\"admin\":{\"id\":\"" + AdminTokens.ADMIN_ID
                                                        + "\",\"full_name\":\"Ibu\",\"role\":\"admin\"},\"expires_at\":\"2099-01-01T00:00:00Z\"}")));
        for (int i = 0; i < 3; i++) {
            api.as(token).get("/api/users").assertStatus(200);
        }
        Services.of("auth-service").verify(1, postRequestedFor(urlEqualTo(VERIFY)));
    }

    @Test
    void whatAuthServiceSaysOfAnIdentityIsPassedOn(Api api) {
        String[][] refusals = {
            {"401", "AUTH_TOKEN_EXPIRED"},
            {"401", "AUTH_TOKEN_REVOKED"},
            {"401", "AUTH_TOKEN_INVALID"},
            {"403", "AUTH_NOT_ADMIN"},
            {"403", "AUTH_ACCOUNT_DISABLED"},
        };
        for (String[] refusal : refusals) {
            int status = Integer.parseInt(refusal[0]);
            Services.of("auth-service")
                    .stubFor(post(VERIFY)
                            .willReturn(Services.answer(status, "{\"code\":\"" + refusal[1] + "\",\"error\":\"x\"}")));
            api.as(AdminTokens.identity()).get("/api/courses").assertError(status, refusal[1]);
        }
        assertThat(Services.requests("course-service")).isEmpty();
    }

    @Test
    void anIdentityThatIsNoAdminIsNotBelievedWhateverTheAnswer(Api api) {
        Services.of("auth-service")
                .stubFor(post(VERIFY)
                        .willReturn(okJson("{\"admin\":{\"id\":\"1\",\"full_name\":\"A\",\"role\":\"student\"}}")));
        api.as(AdminTokens.identity()).get("/api/users").assertError(403, "AUTH_NOT_ADMIN");
    }

    @Test
    void refusalsSpeakTheCallersLanguage(Api api) {
        assertThat(api.get("/nowhere").at("/error").asText()).isEqualTo("Alamat ini tidak ada.");
        assertThat(api.header("Accept-Language", "en")
                        .get("/nowhere")
                        .at("/error")
                        .asText())
                .isNotEqualTo("Alamat ini tidak ada.");
    }
}

package com.shemamusic.auth.session;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.auth.AuthIT;
import com.shemamusic.auth.LocalSignIn;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.TestRedis;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageIT extends AuthIT {

    private static final String EMAIL = "sri@shema.test";
    private UUID admin = UUID.randomUUID();

    @BeforeEach
    void anAdmin() {
        admin = UserServiceStub.admin(EMAIL, "active");
    }

    @AfterEach
    void bothAreBack(Api api) {
        TestRedis.start();
        userServiceIsBack();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> LocalSignIn.login(api, EMAIL).at("/refresh_token").isTextual());
    }

    @Test
    void withoutRedisSignInWorksWithoutRefreshAndNothingIsAnOutage(Api api) {
        String token = LocalSignIn.login(api, EMAIL).at("/refresh_token").asText();
        TestRedis.stop();

        ApiResponse login = LocalSignIn.login(api, EMAIL).assertStatus(200);

        assertThat(login.at("/refresh_token").isNull()).isTrue();
        assertThat(login.at("/access_token").asText()).isNotBlank();
        LocalSignIn.refresh(api, token).assertError(401, "AUTH_TOKEN_INVALID");
        Api me = api.asAdmin(admin, "Sri");
        me.get("/api/auth/me").assertStatus(200);
        assertThat(me.get("/api/auth/sessions").assertStatus(200).at("/data")).isEmpty();
        String idToken = LocalSignIn.idToken(api, EMAIL);
        api.asService("api-gateway")
                .post("/internal/identities/verify", "{\"id_token\": \"" + idToken + "\"}")
                .assertStatus(200);
        String session = UUID.randomUUID().toString();
        assertThat(isActive(api, session)).isTrue();
        me.header("X-Session-Id", session).post("/api/auth/logout").assertStatus(204);
        assertThat(isActive(api, session)).isFalse();
    }

    @Test
    void aSignOutDuringAnOutageOfRedisIsMarkedForAllWhenItIsBack(Api api) {
        String session = UUID.randomUUID().toString();
        TestRedis.stop();
        api.asAdmin(admin, "Sri")
                .header("X-Session-Id", session)
                .post("/api/auth/logout")
                .assertStatus(204);

        TestRedis.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(TestRedis.commands().exists("session:revoked:" + admin + ":" + session))
                        .isEqualTo(1));
    }

    @Test
    void withoutUserServiceTheAnswerNamesItAndNoRefreshTokenIsUsedUp(Api api) {
        String idToken = LocalSignIn.idToken(api, EMAIL);
        String refreshToken = LocalSignIn.login(api, EMAIL).at("/refresh_token").asText();
        UserServiceStub.fail(503);

        ApiResponse login = api.anonymous().post("/api/auth/login", "{\"id_token\": \"" + idToken + "\"}");
        ApiResponse refresh = LocalSignIn.refresh(api, refreshToken);

        login.assertError(503, "SERVICE_UNAVAILABLE");
        assertThat(login.at("/details/service").asText()).isEqualTo("user-service");
        refresh.assertError(503, "SERVICE_UNAVAILABLE");
        assertThat(isActive(api, UUID.randomUUID().toString())).isTrue();
        userServiceIsBack();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> LocalSignIn.refresh(api, refreshToken).status() == 200);
    }

    @Test
    void anOutageOfUserServiceIsToldToTheGatewayAfterOneAttempt(Api api) {
        UserServiceStub.fail(503);

        assertThat(isActive(api, UUID.randomUUID().toString())).isTrue();

        assertThat(UserServiceStub.server()
                        .countRequestsMatching(getRequestedFor(urlPathEqualTo("/internal/admins/" + admin))
                                .build())
                        .getCount())
                .isOne();
    }

    private void userServiceIsBack() {
        UserServiceStub.reset();
        UserServiceStub.admin(admin, UserServiceStub.localUid(EMAIL), EMAIL, "active");
    }

    private boolean isActive(Api api, String session) {
        return api.asService("api-gateway")
                .post("/internal/sessions/check", """
                        {"session_id": "%s", "admin_id": "%s"}
                        """.formatted(session, admin))
                .assertStatus(200)
                .at("/active")
                .asBoolean();
    }
}

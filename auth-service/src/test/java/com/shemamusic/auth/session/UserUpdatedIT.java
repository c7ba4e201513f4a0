package com.shemamusic.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.auth.AuthIT;
import com.shemamusic.auth.LocalSignIn;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.TestRedis;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserUpdatedIT extends AuthIT {

    private static final String EMAIL = "sri@shema.test";

    @Test
    void theSessionsOfARemovedAdminEndWhenItIsTold(Api api) {
        UUID id = UserServiceStub.admin(EMAIL, "active");
        String uid = UserServiceStub.localUid(EMAIL);
        String idToken = "{\"id_token\": \"" + LocalSignIn.idToken(api, EMAIL) + "\"}";
        String refreshToken = LocalSignIn.login(api, EMAIL).at("/refresh_token").asText();
        Api gateway = api.asService("api-gateway");
        gateway.post("/internal/identities/verify", idToken).assertStatus(200);
        assertThat(TestRedis.commands().ttl("user:uid:" + uid)).isBetween(1L, 60L);
        UserServiceStub.admin(id, uid, EMAIL, "inactive");

        await().untilAsserted(() -> {
            tell(id, "inactive");
            assertThat(TestRedis.commands().keys("refresh_token:" + id + ":*")).isEmpty();
        });

        LocalSignIn.refresh(api, refreshToken).assertError(401, "AUTH_TOKEN_INVALID");
        gateway.post("/internal/identities/verify", idToken).assertError(403, "AUTH_ACCOUNT_DISABLED");
    }

    @Test
    void aSessionOfARemovedAdminIsNotActiveEvenIfItIsNotKnown(Api api) {
        UUID id = UserServiceStub.admin(EMAIL, "inactive");
        String body = "{\"session_id\": \"" + UUID.randomUUID() + "\", \"admin_id\": \"" + id + "\"}";

        assertThat(api.asService("api-gateway")
                        .post("/internal/sessions/check", body)
                        .at("/active")
                        .asBoolean())
                .isFalse();
        assertThat(api.asService("api-gateway")
                        .post(
                                "/internal/sessions/check",
                                body.replace(id.toString(), UUID.randomUUID().toString()))
                        .at("/active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whatIsHeldAboutAPersonIsToldToTheGatewayOnly(Api api) {
        UUID id = UserServiceStub.admin(EMAIL, "active");
        LocalSignIn.login(api, EMAIL).assertStatus(200);
        String path = "/internal/people/" + id + "/export";

        assertThat(api.asService("api-gateway").get(path).assertStatus(200).at("/sessions"))
                .hasSize(1);
        api.asService("user-service").get(path).assertError(403, "AUTH_FORBIDDEN");
        api.withoutToken().get(path).assertError(401, "AUTH_REQUIRED");
    }

    private static void tell(UUID id, String status) {
        TestRedis.commands().publish("user.updated", """
                {"eventType": "USER_UPDATED", "version": "1.0",
                 "data": {"userId": "%s", "role": "admin", "status": "%s"}}
                """.formatted(id, status));
    }
}

package com.shemamusic.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.auth.AuthIT;
import com.shemamusic.auth.LocalSignIn;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionIT extends AuthIT {

    private static final String EMAIL = "sri@shema.test";
    private UUID admin = UUID.randomUUID();

    @BeforeEach
    void anAdmin() {
        admin = UserServiceStub.admin(EMAIL, "active");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsTheFamily(Api api) {
        ApiResponse first = LocalSignIn.login(api, EMAIL).assertStatus(200);
        String used = first.at("/refresh_token").asText();
        ApiResponse second = LocalSignIn.refresh(api, used).assertStatus(200);
        String newest = second.at("/refresh_token").asText();

        assertThat(sid(second)).isEqualTo(sid(first));
        assertThat(second.at("/admin/id").asText()).isEqualTo(admin.toString());
        assertThat(isActive(api, sid(first))).isTrue();
        LocalSignIn.refresh(api, used).assertError(401, "AUTH_REFRESH_REUSED");
        LocalSignIn.refresh(api, used).assertError(401, "AUTH_REFRESH_REUSED");
        LocalSignIn.refresh(api, newest).assertError(401, "AUTH_TOKEN_INVALID");
        assertThat(isActive(api, sid(first))).isFalse();
    }

    @Test
    void ofAHundredRefreshesAtOnceExactlyOneWins(Api api) {
        String token = LocalSignIn.login(api, EMAIL)
                .assertStatus(200)
                .at("/refresh_token")
                .asText();

        List<Integer> statuses =
                Races.run(100, i -> LocalSignIn.refresh(api, token).status());

        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(99);
    }

    @Test
    void anInventedRefreshTokenIsRefusedAndEndsNothing(Api api) {
        ApiResponse login = LocalSignIn.login(api, EMAIL).assertStatus(200);
        String token = login.at("/refresh_token").asText();
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        bytes[40] ^= 1;
        String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        for (String wrong : List.of(changed, "x", token + "A", "*".repeat(token.length()))) {
            LocalSignIn.refresh(api, wrong).assertError(401, "AUTH_TOKEN_INVALID");
        }

        LocalSignIn.refresh(api, token).assertStatus(200);
    }

    @Test
    void logoutEndsTheSessionAtOnce(Api api) {
        ApiResponse login = LocalSignIn.login(api, EMAIL).assertStatus(200);
        ApiResponse other = LocalSignIn.login(api, EMAIL).assertStatus(200);

        asAdmin(api).header("X-Session-Id", sid(login)).post("/api/auth/logout").assertStatus(204);

        assertThat(isActive(api, sid(login))).isFalse();
        LocalSignIn.refresh(api, login.at("/refresh_token").asText()).assertError(401, "AUTH_TOKEN_INVALID");
        assertThat(isActive(api, sid(other))).isTrue();
        LocalSignIn.refresh(api, other.at("/refresh_token").asText()).assertStatus(200);
    }

    @Test
    void sessionsShowDeviceAddressAndLastUse(Api api) {
        Api browser = api.header("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0")
                .header("X-Forwarded-For", "203.0.113.7, 10.0.0.1");
        ApiResponse login = LocalSignIn.login(browser, EMAIL).assertStatus(200);
        LocalSignIn.login(api, EMAIL).assertStatus(200);

        ApiResponse all = asAdmin(api)
                .header("X-Session-Id", sid(login))
                .get("/api/auth/sessions")
                .assertStatus(200);

        assertThat(all.at("/data")).hasSize(2);
        JsonNode mine = all.at("/data/1");
        assertThat(mine.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "device", "address", "created_at", "last_used_at", "current");
        assertThat(mine.path("id").asText()).isEqualTo(sid(login));
        assertThat(mine.path("device").asText()).contains("Firefox");
        assertThat(mine.path("address").asText()).isEqualTo("203.0.113.7");
        assertThat(mine.path("current").asBoolean()).isTrue();
        assertThat(all.at("/data/0/current").asBoolean()).isFalse();
    }

    @Test
    void anAdminEndsAnotherSessionOfTheirsButNobodyElses(Api api) {
        ApiResponse login = LocalSignIn.login(api, EMAIL).assertStatus(200);
        Api stranger = api.asAdmin(UUID.randomUUID(), "Stranger");

        stranger.delete("/api/auth/sessions/" + sid(login)).assertError(404, "SESSION_NOT_FOUND");
        stranger.header("X-Session-Id", sid(login)).post("/api/auth/logout").assertStatus(204);
        assertThat(isActive(api, sid(login))).isTrue();
        asAdmin(api).delete("/api/auth/sessions/" + sid(login)).assertStatus(204);
        assertThat(isActive(api, sid(login))).isFalse();
        asAdmin(api).delete("/api/auth/sessions/" + sid(login)).assertError(404, "SESSION_NOT_FOUND");
        asAdmin(api).delete("/api/auth/sessions/x").assertFieldErrors(Map.of("id", "INVALID"));
    }

    @Test
    void meAndVerifyTellWhoTheBearerIs(Api api) {
        ApiResponse me = asAdmin(api).get("/api/auth/me").assertStatus(200);
        ApiResponse verify = asAdmin(api)
                .header("X-Token-Expires-At", "1800000000")
                .get("/api/auth/verify")
                .assertStatus(200);

        assertThat(me.at("/email").asText()).isEqualTo(EMAIL);
        assertThat(me.at("/id").asText()).isEqualTo(admin.toString());
        assertThat(verify.at("/valid").asBoolean()).isTrue();
        assertThat(verify.at("/admin_id").asText()).isEqualTo(admin.toString());
        assertThat(verify.at("/role").asText()).isEqualTo("admin");
        assertThat(verify.at("/expires_at").asText()).isEqualTo("2027-01-15T08:00:00Z");
    }

    @Test
    void whatIsAnAdminsNobodyElseMayCall(Api api) {
        for (String path : List.of("/api/auth/me", "/api/auth/verify", "/api/auth/sessions")) {
            api.anonymous().get(path).assertError(401, "AUTH_REQUIRED");
            api.withoutToken().get(path).assertError(401, "AUTH_REQUIRED");
            api.asService("course-service").get(path).assertError(403, "AUTH_FORBIDDEN");
        }
        api.anonymous().post("/api/auth/logout").assertError(401, "AUTH_REQUIRED");
        api.anonymous().delete("/api/auth/sessions/" + UUID.randomUUID()).assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void theInternalQuestionsAreTheGatewaysAlone(Api api) {
        for (String path : List.of("/internal/sessions/check", "/internal/identities/verify")) {
            api.withoutToken().post(path, "{}").assertError(401, "AUTH_REQUIRED");
            api.asService("user-service").post(path, "{}").assertError(403, "AUTH_FORBIDDEN");
        }
        api.asService("api-gateway")
                .post("/internal/sessions/check", "{\"admin_id\": \"x\"}")
                .assertFieldErrors(Map.of("session_id", "REQUIRED", "admin_id", "INVALID"));
        api.asService("api-gateway")
                .post("/internal/identities/verify", "{}")
                .assertFieldErrors(Map.of("id_token", "REQUIRED"));
    }

    @Test
    void aRawIdTokenIsKnownUntilItIsSignedOutWith(Api api) {
        String idToken = LocalSignIn.idToken(api, EMAIL);
        String body = "{\"id_token\": \"" + idToken + "\"}";
        ApiResponse known = api.asService("api-gateway")
                .post("/internal/identities/verify", body)
                .assertStatus(200);

        assertThat(known.at("/admin/id").asText()).isEqualTo(admin.toString());
        assertThat(known.at("/admin/full_name").asText()).isEqualTo("Sri Wahyuni");
        assertThat(known.at("/admin/role").asText()).isEqualTo("admin");
        assertThat(known.at("/expires_at").asText()).isNotBlank();
        asAdmin(api)
                .header("X-Session-Id", known.at("/session_id").asText())
                .post("/api/auth/logout")
                .assertStatus(204);
        api.asService("api-gateway").post("/internal/identities/verify", body).assertError(401, "AUTH_TOKEN_REVOKED");
        String stranger = "{\"id_token\": \"" + LocalSignIn.idToken(api, "nobody@shema.test") + "\"}";
        api.asService("api-gateway")
                .post("/internal/identities/verify", stranger)
                .assertError(403, "AUTH_NOT_ADMIN");
    }

    private Api asAdmin(Api api) {
        return api.asAdmin(admin, "Sri Wahyuni");
    }

    private boolean isActive(Api api, String sid) {
        return api.asService("api-gateway")
                .post("/internal/sessions/check", """
                        {"session_id": "%s", "admin_id": "%s"}
                        """.formatted(sid, admin))
                .assertStatus(200)
                .at("/active")
                .asBoolean();
    }

    private static String sid(ApiResponse login) {
        String payload = login.at("/access_token").asText().split("\\.")[1];
        String json = new String(Base64.getUrlDecoder().decode(payload), java.nio.charset.StandardCharsets.UTF_8);
        return json.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    }
}

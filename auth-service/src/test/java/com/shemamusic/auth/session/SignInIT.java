package com.shemamusic.auth.session;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.auth.AuthIT;
import com.shemamusic.auth.LocalSignIn;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.TestRedis;
import com.shemamusic.test.TestSecrets;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignInIT extends AuthIT {

    private static final String EMAIL = "sri@shema.test";

    @Test
    void loginAnswersAPairOfTokensAndTheAdmin(Api api) {
        UUID id = UserServiceStub.admin(EMAIL, "active");

        ApiResponse answer = LocalSignIn.login(api, EMAIL).assertStatus(200);

        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "access_token", "token_type", "expires_in", "refresh_token", "refresh_expires_in", "admin");
        assertThat(answer.at("/token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.at("/expires_in").asInt()).isEqualTo(900);
        assertThat(answer.at("/refresh_expires_in").asInt()).isEqualTo(604800);
        assertThat(answer.at("/admin").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "email", "full_name", "role");
        assertThat(answer.at("/admin/id").asText()).isEqualTo(id.toString());
        Claims claims = claims(answer.at("/access_token").asText());
        assertThat(claims.getIssuer()).isEqualTo("auth-service");
        assertThat(claims.getAudience()).isEqualTo(Set.of("shema-admin"));
        assertThat(claims.getSubject()).isEqualTo(id.toString());
        assertThat(claims).containsEntry("name", "Sri Wahyuni").containsEntry("role", "admin");
        assertThat(claims.get("sid", String.class)).satisfies(UUID::fromString);
        assertThat(claims.getExpiration().getTime() - claims.getIssuedAt().getTime())
                .isEqualTo(900_000);
        UserServiceStub.server().verify(1, postRequestedFor(urlPathEqualTo("/internal/admins/" + id + "/signed-in")));
    }

    @Test
    void theRefreshTokenIsStoredOnlyAsAHashAndForSevenDays(Api api) {
        UUID id = UserServiceStub.admin(EMAIL, "active");

        String token = LocalSignIn.login(api, EMAIL)
                .assertStatus(200)
                .at("/refresh_token")
                .asText();

        var keys = TestRedis.commands().keys("refresh_token:" + id + ":*");
        assertThat(keys).hasSize(1);
        assertThat(TestRedis.commands().ttl(keys.getFirst())).isBetween(604_700L, 604_800L);
        assertThat(TestRedis.commands().hgetall(keys.getFirst()).values()).doesNotContain(token);
        assertThat(TestRedis.commands().keys("*"))
                .allSatisfy(key -> assertThat(TestRedis.commands().ttl(key)).isPositive());
    }

    @Test
    void anIdentityWithoutAProfileIsNoAdmin(Api api) {
        LocalSignIn.login(api, "nobody@shema.test").assertError(403, "AUTH_NOT_ADMIN");
    }

    @Test
    void aRemovedAdminIsRefused(Api api) {
        UserServiceStub.admin(EMAIL, "inactive");

        LocalSignIn.login(api, EMAIL).assertError(403, "AUTH_ACCOUNT_DISABLED");
    }

    @Test
    void aFirstAdminGetsAProfileAtTheFirstSignIn(Api api) {
        UUID id = UserServiceStub.accepts("second@shema.test");

        ApiResponse answer = LocalSignIn.login(api, "second@shema.test").assertStatus(200);

        assertThat(answer.at("/admin/id").asText()).isEqualTo(id.toString());
    }

    @Test
    void aWrongPasswordIsRefused(Api api) {
        api.anonymous()
                .post("/api/auth/local/sign-in", "{\"email\": \"sri@shema.test\", \"password\": \"wrong\"}")
                .assertError(401, "AUTH_CREDENTIALS_INVALID");
    }

    @Test
    void badInputNamesEveryField(Api api) {
        api.anonymous()
                .post("/api/auth/local/sign-in", "{\"email\": \"sri\", \"extra\": 1}")
                .assertFieldErrors(Map.of("email", "INVALID", "password", "REQUIRED", "extra", "UNKNOWN_FIELD"));
        api.anonymous().post("/api/auth/login", "{}").assertFieldErrors(Map.of("id_token", "REQUIRED"));
        api.anonymous().post("/api/auth/login", "{\"id_token\": 5}").assertFieldErrors(Map.of("id_token", "INVALID"));
        api.anonymous()
                .post("/api/auth/login", "{\"id_token\": \"" + "x".repeat(8193) + "\"}")
                .assertFieldErrors(Map.of("id_token", "TOO_LONG"));
        api.anonymous().post("/api/auth/refresh", "[]").assertError(400, "MALFORMED_JSON");
    }

    @Test
    void aTokenOfAnotherKindIsNoIdToken(Api api) {
        UserServiceStub.admin(EMAIL, "active");
        String access = LocalSignIn.login(api, EMAIL)
                .assertStatus(200)
                .at("/access_token")
                .asText();

        for (String token : new String[] {access, "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."}) {
            api.anonymous()
                    .post("/api/auth/login", "{\"id_token\": \"" + token + "\"}")
                    .assertError(401, "AUTH_TOKEN_INVALID");
        }
    }

    @Test
    void signInIsForTheGatewayOnly(Api api) {
        api.withoutToken().post("/api/auth/login", "{}").assertError(401, "AUTH_REQUIRED");
        api.asService("user-service").post("/api/auth/login", "{}").assertError(403, "AUTH_FORBIDDEN");
        api.asService("user-service").post("/api/auth/refresh", "{}").assertError(403, "AUTH_FORBIDDEN");
    }

    private static Claims claims(String accessToken) {
        return Jwts.parser()
                .verifyWith(Keys.hmacShaKeyFor(TestSecrets.JWT_SECRET.getBytes(StandardCharsets.UTF_8)))
                .build()
                .parseSignedClaims(accessToken)
                .getPayload();
    }
}

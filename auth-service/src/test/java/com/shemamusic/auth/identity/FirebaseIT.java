package com.shemamusic.auth.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.api.client.http.HttpTransport;
import com.shemamusic.auth.AuthApplication;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestRedis;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest(
        value = "auth",
        classes = {AuthApplication.class, FirebaseIT.Led.class},
        properties = {
            "FIREBASE_PROJECT_ID=" + FirebaseStub.PROJECT,
            "FIREBASE_API_KEY=web-key",
            "BOOTSTRAP_ADMIN_EMAILS=first@shema.test"
        })
class FirebaseIT {

    private static final String UID = "uid-sri";
    private static final String EMAIL = "sri@shema.test";
    private UUID admin = UUID.randomUUID();

    @TestConfiguration
    static class Led {

        @Bean
        HttpTransport transport() {
            return FirebaseStub.transport();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("USER_SERVICE_URL", UserServiceStub::url);
        registry.add("FIREBASE_CREDENTIALS", FirebaseStub::credentials);
        registry.add("shema.auth.identity.rest-url", FirebaseStub::url);
    }

    @BeforeEach
    void anAdmin() {
        TestRedis.start();
        TestRedis.flush();
        UserServiceStub.reset();
        FirebaseStub.reset();
        admin = UUID.randomUUID();
        UserServiceStub.admin(admin, UID, EMAIL, "active");
        FirebaseStub.account(UID, EMAIL, true, false, Instant.EPOCH);
    }

    @Test
    void anAdminSignsInWithAnIdTokenOfTheProject(Api api) {
        ApiResponse answer = login(api, FirebaseStub.idToken(UID, EMAIL)).assertStatus(200);

        assertThat(answer.at("/admin/id").asText()).isEqualTo(admin.toString());
    }

    @Test
    void aForgedOrForeignTokenIsRefused(Api api) {
        Instant now = Instant.now();
        Duration hour = Duration.ofHours(1);
        var claims = FirebaseStub.claims(UID, EMAIL, now, hour);
        List<String> wrong = List.of(
                "garbage",
                claims.compact(),
                claims.signWith(Jwts.SIG.RS256.keyPair().build().getPrivate()).compact(),
                claims.signWith(Keys.hmacShaKeyFor(FirebaseStub.certificate()), Jwts.SIG.HS256)
                        .compact(),
                FirebaseStub.signed(FirebaseStub.claims(UID, EMAIL, now, hour).issuer("https://other")),
                FirebaseStub.signed(FirebaseStub.claims("another", UID, EMAIL, now, hour)),
                FirebaseStub.signed(FirebaseStub.claims("another", UID, EMAIL, now, hour)
                        .issuer("https://securetoken.google.com/" + FirebaseStub.PROJECT)));

        for (String token : wrong) {
            login(api, token).assertError(401, "AUTH_TOKEN_INVALID");
        }
    }

    @Test
    void anExpiredTokenIsRefusedWithoutGrace(Api api) {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));

        for (int late : new int[] {2, 301}) {
            String token = FirebaseStub.signed(
                    FirebaseStub.claims(UID, EMAIL, hourAgo.minusSeconds(late), Duration.ofHours(1)));
            login(api, token).assertError(401, "AUTH_TOKEN_EXPIRED");
        }
    }

    @Test
    void aRevokedDisabledOrDeletedIdentityIsRefused(Api api) {
        String token = FirebaseStub.idToken(UID, EMAIL);

        FirebaseStub.account(UID, EMAIL, true, false, Instant.now().plusSeconds(60));
        login(api, token).assertError(401, "AUTH_TOKEN_REVOKED");
        FirebaseStub.account(UID, EMAIL, true, true, Instant.EPOCH);
        login(api, token).assertError(403, "AUTH_ACCOUNT_DISABLED");
        FirebaseStub.reset();
        login(api, token).assertError(401, "AUTH_TOKEN_REVOKED");
        api.asService("api-gateway")
                .post("/internal/identities/verify", "{\"id_token\": \"" + token + "\"}")
                .assertError(401, "AUTH_TOKEN_REVOKED");
    }

    @Test
    void aSessionEndsWhenItsIdentityIsDisabledOrRevoked(Api api) {
        ApiResponse login = login(api, FirebaseStub.idToken(UID, EMAIL)).assertStatus(200);
        FirebaseStub.account(UID, EMAIL, true, true, Instant.EPOCH);

        refresh(api, login).assertError(401, "AUTH_TOKEN_REVOKED");
        FirebaseStub.account(UID, EMAIL, true, false, Instant.EPOCH);
        ApiResponse again = login(api, FirebaseStub.idToken(UID, EMAIL)).assertStatus(200);
        FirebaseStub.account(UID, EMAIL, true, false, Instant.now().plusSeconds(60));
        refresh(api, again).assertError(401, "AUTH_TOKEN_REVOKED");
    }

    @Test
    void aFirebaseThatFailsIsAnOutageAndNoRefusal(Api api) {
        FirebaseStub.outage();

        login(api.header("X-Request-Timeout-Ms", "1500"), FirebaseStub.idToken(UID, EMAIL))
                .assertError(503, "AUTH_PROVIDER_UNAVAILABLE");
    }

    @Test
    void anInvitationMakesAnIdentityAndAProfileAndAsksForAMail(Api api) {
        UUID id = UserServiceStub.accepts("new@shema.test");
        FirebaseStub.account("made", "made", false, false, Instant.EPOCH);

        ApiResponse answer = invite(api, "new@shema.test").assertStatus(201);

        assertThat(answer.at("/id").asText()).isEqualTo(id.toString());
        assertThat(answer.header("Location")).hasValue("/api/users/" + id);
        UserServiceStub.server()
                .verify(
                        postRequestedFor(urlPathEqualTo("/internal/admins"))
                                .withRequestBody(
                                        equalToJson(
                                                "{\"email\": \"new@shema.test\", \"full_name\": \"Dewi\", \"firebase_uid\": \"made\"}")));
        mailWasAskedFor("new@shema.test");
    }

    @Test
    void anIdentityThatNobodyVerifiedIsReplacedBeforeItBecomesAnAdmin(Api api) {
        UserServiceStub.accepts("new@shema.test");
        FirebaseStub.account("made", "made", false, false, Instant.EPOCH);
        FirebaseStub.account("squatter", "new@shema.test", false, false, Instant.EPOCH);

        invite(api, "new@shema.test").assertStatus(201);

        FirebaseStub.server()
                .verify(postRequestedFor(urlPathEqualTo("/v1/projects/shema-test/accounts:delete"))
                        .withRequestBody(containing("squatter")));
        UserServiceStub.server()
                .verify(postRequestedFor(urlPathEqualTo("/internal/admins")).withRequestBody(containing("made")));
    }

    @Test
    void aForgottenPasswordAsksForAMailInTheLanguageOfTheCaller(Api api) {
        api.anonymous()
                .header("Accept-Language", "en")
                .post("/api/auth/forgot-password", "{\"email\": \"sri@shema.test\"}")
                .assertStatus(202);

        mailWasAskedFor(EMAIL);
        FirebaseStub.server()
                .verify(postRequestedFor(urlPathEqualTo("/v1/accounts:sendOobCode"))
                        .withQueryParam("key", equalTo("web-key"))
                        .withHeader("X-Firebase-Locale", equalTo("en")));
    }

    @Test
    void thereIsNoLocalSignInWithFirebase(Api api) {
        api.anonymous()
                .post("/api/auth/local/sign-in", "{\"email\": \"sri@shema.test\", \"password\": \"shema-local\"}")
                .assertError(404, "ROUTE_NOT_FOUND");
    }

    private static void mailWasAskedFor(String email) {
        await().untilAsserted(() -> FirebaseStub.server()
                .verify(
                        1,
                        postRequestedFor(urlPathEqualTo("/v1/accounts:sendOobCode"))
                                .withRequestBody(equalToJson(
                                        "{\"requestType\": \"PASSWORD_RESET\", \"email\": \"" + email + "\"}"))));
    }

    private static ApiResponse login(Api api, String idToken) {
        return api.anonymous().post("/api/auth/login", "{\"id_token\": \"" + idToken + "\"}");
    }

    private static ApiResponse refresh(Api api, ApiResponse login) {
        String token = login.at("/refresh_token").asText();
        return api.anonymous().post("/api/auth/refresh", "{\"refresh_token\": \"" + token + "\"}");
    }

    private static ApiResponse invite(Api api, String email) {
        return api.asAdmin().post("/api/auth/admins", "{\"email\": \"" + email + "\", \"full_name\": \"Dewi\"}");
    }
}

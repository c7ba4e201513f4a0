package com.shemamusic.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.firebase.FirebaseApp;
import com.google.firebase.auth.FirebaseAuth;
import com.google.firebase.auth.UserRecord;
import com.google.firebase.internal.FirebaseProcessEnvironment;
import com.shemamusic.auth.AuthApplication;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestRedis;
import com.shemamusic.test.TestSecrets;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Nothing of Firebase is played here: its client package signs in at its emulator. It needs Node.js with npm. */
@ServiceTest(
        value = "auth",
        classes = AuthApplication.class,
        properties = {
            "IDENTITY_PROVIDER=firebase",
            "FIREBASE_PROJECT_ID=" + FirebaseEmulator.PROJECT,
            "BOOTSTRAP_ADMIN_EMAILS=first@shema.test"
        })
@DirtiesContext
class FirebaseEmulatorIT {

    private static final String VARIABLE = "FIREBASE_AUTH_EMULATOR_HOST";
    private static final String PASSWORD = "rahasia-123";
    private static final FirebaseEmulator EMULATOR = new FirebaseEmulator();
    private final FirebaseAuth firebase;

    FirebaseEmulatorIT(@Autowired FirebaseApp app) {
        firebase = FirebaseAuth.getInstance(app);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        // The library reads the process' environment, which all tests of this JVM share: for this class only.
        FirebaseProcessEnvironment.setenv(VARIABLE, EMULATOR.host());
        registry.add(VARIABLE, EMULATOR::host);
        registry.add("USER_SERVICE_URL", UserServiceStub::url);
    }

    @AfterAll
    static void stop() {
        FirebaseProcessEnvironment.setenv(VARIABLE, "");
        EMULATOR.close();
    }

    @BeforeEach
    void forget() {
        TestRedis.start();
        TestRedis.flush();
        UserServiceStub.reset();
    }

    @Test
    void anInvitedAdminChoosesAPasswordByMailAndSignsIn(Api api) throws Exception {
        String email = "invited@shema.test";
        UUID id = UserServiceStub.accepts(email);
        api.asAdmin()
                .post("/api/auth/admins", "{\"email\": \"" + email + "\", \"full_name\": \"Dewi\"}")
                .assertStatus(201);
        String uid = firebase.getUserByEmail(email).getUid();
        UserServiceStub.admin(id, uid, email, "active");

        ApiResponse answer = login(api, idToken("choose-password", email, "chosen-456", mailed(email)))
                .assertStatus(200);

        assertThat(answer.at("/admin/id").asText()).isEqualTo(id.toString());
        assertThat(isActive(api, answer)).isTrue();
    }

    @Test
    void anIdentityWithoutAProfileIsNoAdmin(Api api) {
        login(api, idToken("sign-up", "nobody@shema.test", PASSWORD)).assertError(403, "AUTH_NOT_ADMIN");
    }

    @Test
    void aFirstAdminHasToShowThatTheAddressIsTheirs(Api api) {
        String email = "first@shema.test";
        UUID id = UserServiceStub.accepts(email);

        login(api, idToken("sign-up", email, PASSWORD)).assertError(403, "AUTH_NOT_ADMIN");
        idToken("ask-for-verification", email, PASSWORD);
        String code = EMULATOR.codes(email, "VERIFY_EMAIL").getFirst();
        ApiResponse answer =
                login(api, idToken("verify-email", email, PASSWORD, code)).assertStatus(200);

        assertThat(answer.at("/admin/id").asText()).isEqualTo(id.toString());
    }

    @Test
    void aRevocationEndsTokensAndSessionsButNotTheNextSignIn(Api api) throws Exception {
        String email = "revoked@shema.test";
        String idToken = idToken("sign-up", email, PASSWORD);
        String uid = anAdmin(email);
        ApiResponse session = login(api, idToken).assertStatus(200);

        nextSecond();
        firebase.revokeRefreshTokens(uid);

        login(api, idToken).assertError(401, "AUTH_TOKEN_REVOKED");
        verify(api, idToken).assertError(401, "AUTH_TOKEN_REVOKED");
        assertThat(isActive(api, session)).isFalse();
        refresh(api, session).assertError(401, "AUTH_TOKEN_REVOKED");
        ApiResponse next = login(api, idToken("sign-in", email, PASSWORD)).assertStatus(200);
        assertThat(isActive(api, next)).isTrue();
        assertThat(isActive(api, session)).isFalse();
    }

    @Test
    void aDisabledAccountIsOutUntilItIsEnabled(Api api) throws Exception {
        String email = "disabled@shema.test";
        String idToken = idToken("sign-up", email, PASSWORD);
        String uid = anAdmin(email);
        ApiResponse session = login(api, idToken).assertStatus(200);

        firebase.updateUser(new UserRecord.UpdateRequest(uid).setDisabled(true));

        login(api, idToken).assertError(403, "AUTH_ACCOUNT_DISABLED");
        verify(api, idToken).assertError(403, "AUTH_ACCOUNT_DISABLED");
        assertThat(isActive(api, session)).isFalse();
        refresh(api, session).assertError(401, "AUTH_TOKEN_REVOKED");
        assertThat(EMULATOR.client("sign-in", email, PASSWORD).path("error").asText())
                .isEqualTo("auth/user-disabled");
        firebase.updateUser(new UserRecord.UpdateRequest(uid).setDisabled(false));
        login(api, idToken("sign-in", email, PASSWORD)).assertStatus(200);
    }

    @Test
    void aDeletedAccountsTokenCountsNoLonger(Api api) throws Exception {
        String email = "deleted@shema.test";
        String idToken = idToken("sign-up", email, PASSWORD);
        String uid = anAdmin(email);
        ApiResponse session = login(api, idToken).assertStatus(200);

        firebase.deleteUser(uid);

        login(api, idToken).assertError(401, "AUTH_TOKEN_REVOKED");
        assertThat(isActive(api, session)).isFalse();
    }

    @Test
    void aForgottenPasswordIsReplacedByMailAndAnUnknownAddressGetsTheSameAnswer(Api api) throws Exception {
        String email = "forgetful@shema.test";
        idToken("sign-up", email, PASSWORD);
        anAdmin(email);

        ApiResponse unknown = forgot(api, "stranger@shema.test").assertStatus(202);
        ApiResponse known = forgot(api, email).assertStatus(202);

        assertThat(known.text()).isEqualTo(unknown.text());
        String idToken = idToken("choose-password", email, "chosen-456", mailed(email));
        login(api, idToken).assertStatus(200);
        assertThat(EMULATOR.client("sign-in", email, PASSWORD).path("error").asText())
                .isEqualTo("auth/wrong-password");
        assertThat(EMULATOR.codes("stranger@shema.test", "PASSWORD_RESET")).isEmpty();
    }

    /** Gives an account of the emulator a profile; answers its uid. */
    private String anAdmin(String email) throws Exception {
        String uid = firebase.getUserByEmail(email).getUid();
        UserServiceStub.admin(UUID.randomUUID(), uid, email, "active");
        return uid;
    }

    private static String idToken(String step, String email, String... more) {
        JsonNode answer = EMULATOR.client(step, email, more);
        assertThat(answer.path("id_token").asText()).as(answer.toString()).isNotBlank();
        return answer.path("id_token").asText();
    }

    private static String mailed(String email) {
        return await().until(() -> EMULATOR.codes(email, "PASSWORD_RESET"), codes -> !codes.isEmpty())
                .getFirst();
    }

    /** Firebase notes in whole seconds from when on tokens count. */
    private static void nextSecond() {
        long now = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > now);
    }

    private static ApiResponse login(Api api, String idToken) {
        return api.anonymous().post("/api/auth/login", "{\"id_token\": \"" + idToken + "\"}");
    }

    private static ApiResponse verify(Api api, String idToken) {
        return api.asService("api-gateway").post("/internal/identities/verify", "{\"id_token\": \"" + idToken + "\"}");
    }

    private static ApiResponse refresh(Api api, ApiResponse login) {
        String token = login.at("/refresh_token").asText();
        return api.anonymous().post("/api/auth/refresh", "{\"refresh_token\": \"" + token + "\"}");
    }

    private static ApiResponse forgot(Api api, String email) {
        return api.anonymous().post("/api/auth/forgot-password", "{\"email\": \"" + email + "\"}");
    }

    private static boolean isActive(Api api, ApiResponse login) {
        var claims = Jwts.parser()
                .verifyWith(Keys.hmacShaKeyFor(TestSecrets.JWT_SECRET.getBytes(StandardCharsets.UTF_8)))
                .build()
                .parseSignedClaims(login.at("/access_token").asText())
                .getPayload();
        return api.asService("api-gateway")
                .post("/internal/sessions/check", """
                        {"session_id": "%s", "admin_id": "%s"}
                        """.formatted(claims.get("sid"), claims.getSubject()))
                .assertStatus(200)
                .at("/active")
                .asBoolean();
    }
}

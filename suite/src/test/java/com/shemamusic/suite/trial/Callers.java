package com.shemamusic.suite.trial;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Duration;
import java.time.Instant;

/** Calls through a suite's gateway as a visitor or as its first admin. */
public final class Callers {

    /** The address of the admin every suite has from its start. */
    public static final String ADMIN = "admin@shemamusic.local";

    /** Before an access token ends, which a long run would notice. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Api gateway;
    private String adminToken = "";
    private Instant signedInAt = Instant.EPOCH;

    public Callers(RunningSuite suite) {
        this(Api.of(suite.gatewayUrl().getPort(), "api-gateway"));
    }

    /** Calls as this client does. */
    public Callers(Api gateway) {
        this.gateway = gateway;
    }

    /** Calls through the gateway as a visitor. */
    public Api visitor() {
        return gateway.withoutToken();
    }

    /** Calls through the gateway as the signed-in admin. */
    public Api admin() {
        return visitor().as(adminToken());
    }

    /** Calls through the gateway as the admin in a session of its own, which may be ended. */
    public Api newSession() {
        return visitor().as(accessToken());
    }

    /** The access token of the signed-in admin, for sockets. */
    public synchronized String adminToken() {
        if (signedInAt.plus(KEPT).isBefore(Instant.now())) {
            adminToken = accessToken();
            signedInAt = Instant.now();
        }
        return adminToken;
    }

    /** An identity token, as a client gets it from the provider, for any address there is. */
    public String identityToken(String email) {
        return visitor()
                .post("/api/auth/local/sign-in", """
                        {"email": "%s", "password": "shema-local"}""".formatted(email))
                .assertStatus(200)
                .at("/id_token")
                .asText();
    }

    /** What signing in with an identity token gives an admin. */
    public ApiResponse signIn(String identityToken) {
        return visitor().post("/api/auth/login", "{\"id_token\": \"" + identityToken + "\"}");
    }

    private String accessToken() {
        return signIn(identityToken(ADMIN))
                .assertStatus(200)
                .at("/access_token")
                .asText();
    }
}

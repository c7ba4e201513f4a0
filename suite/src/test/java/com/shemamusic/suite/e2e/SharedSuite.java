package com.shemamusic.suite.e2e;

import com.shemamusic.suite.launcher.Progress;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteLauncher;
import com.shemamusic.suite.launcher.SuiteOptions;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One whole suite for all end-to-end tests of a run: seven processes and real servers, without demonstration data. */
final class SharedSuite {

    /** The address of the admin every suite has from its start. */
    static final String ADMIN = "admin@shemamusic.local";

    /** Before an access token ends, which the classes of a long run would notice. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final SharedSuite INSTANCE = new SharedSuite();
    private final RunningSuite suite;
    private String adminToken = "";
    private Instant signedInAt = Instant.EPOCH;

    private SharedSuite() {
        try {
            Path directory = Files.createTempDirectory("shema-e2e");
            suite = SuiteLauncher.start(SuiteOptions.isolated(directory)
                    .with("RATE_LIMIT_MULTIPLIER", "100000")
                    .with("SERVICE_JWT_SECRET", TestSecrets.SERVICE_JWT_SECRET)
                    .with("JWT_SECRET", TestSecrets.JWT_SECRET)
                    .withProgress(new Shown()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
    }

    static RunningSuite suite() {
        return INSTANCE.suite;
    }

    /** Calls through the gateway as a visitor. */
    static Api visitor() {
        return Api.of(INSTANCE.suite.gatewayUrl().getPort(), "api-gateway").withoutToken();
    }

    /** Calls through the gateway as the signed-in admin. */
    static Api admin() {
        return visitor().as(INSTANCE.freshToken());
    }

    private synchronized String freshToken() {
        if (signedInAt.plus(KEPT).isBefore(Instant.now())) {
            adminToken = signIn(identityToken(ADMIN))
                    .assertStatus(200)
                    .at("/access_token")
                    .asText();
            signedInAt = Instant.now();
        }
        return adminToken;
    }

    /** An identity token, as a client gets it from the provider, for any address there is. */
    static String identityToken(String email) {
        return visitor()
                .post("/api/auth/local/sign-in", """
                        {"email": "%s", "password": "shema-local"}""".formatted(email))
                .assertStatus(200)
                .at("/id_token")
                .asText();
    }

    /** Calls through the gateway as the admin in a session of its own, which may be ended. */
    static Api newSession() {
        return visitor()
                .as(signIn(identityToken(ADMIN))
                        .assertStatus(200)
                        .at("/access_token")
                        .asText());
    }

    /** What signing in with an identity token gives an admin. */
    static ApiResponse signIn(String identityToken) {
        return visitor().post("/api/auth/login", "{\"id_token\": \"" + identityToken + "\"}");
    }

    /** The access token of the signed-in admin, for sockets. */
    static String adminToken() {
        return INSTANCE.freshToken();
    }

    /** The database behind the services, to look at what they stored. */
    static JdbcClient database() {
        DataSource source = INSTANCE.suite.jdbcAdmin();
        return JdbcClient.create(source);
    }

    /** How the start goes, for whoever reads the output of a run that did not get further. */
    private static final class Shown implements Progress {

        @Override
        public void done(String step, Duration took) {
            System.out.println(step + " in " + took.toMillis() + " ms");
        }

        @Override
        public void note(String line) {
            System.out.println(line);
        }
    }
}

package com.shemamusic.suite.e2e;

import com.shemamusic.suite.launcher.Progress;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteLauncher;
import com.shemamusic.suite.launcher.SuiteOptions;
import com.shemamusic.test.Api;
import com.shemamusic.test.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One whole suite for all end-to-end tests of a run: seven processes and real servers, without demonstration data. */
final class SharedSuite {

    private static final SharedSuite INSTANCE = new SharedSuite();
    private final RunningSuite suite;
    private final String adminToken;

    private SharedSuite() {
        try {
            Path directory = Files.createTempDirectory("shema-e2e");
            suite = SuiteLauncher.start(SuiteOptions.isolated(directory)
                    .with("RATE_LIMIT_MULTIPLIER", "100000")
                    .with("SERVICE_JWT_SECRET", TestSecrets.SERVICE_JWT_SECRET)
                    .withProgress(new Shown()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
        adminToken = signIn();
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
        return visitor().as(INSTANCE.adminToken);
    }

    /** The access token of the signed-in admin, for sockets. */
    static String adminToken() {
        return INSTANCE.adminToken;
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

    private String signIn() {
        Api anyone = Api.of(suite.gatewayUrl().getPort(), "api-gateway").withoutToken();
        String idToken = anyone.post("/api/auth/local/sign-in", """
                        {"email": "admin@shemamusic.local", "password": "shema-local"}""")
                .assertStatus(200)
                .at("/id_token")
                .asText();
        return anyone.post("/api/auth/login", "{\"id_token\": \"" + idToken + "\"}")
                .assertStatus(200)
                .at("/access_token")
                .asText();
    }
}

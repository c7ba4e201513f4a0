package com.shemamusic.suite.e2e;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteLauncher;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One whole suite for all end-to-end tests of a run: seven processes and real servers, without demonstration data. Every
 * answer a test gets is held to its documentation. With {@code -Dshema.gateway.port=3000} it is the local one that listens
 * there, however it was started, and only what its gateway answers is looked at.
 */
final class SharedSuite {

    /** The address of the admin every suite has from its start. */
    static final String ADMIN = Callers.ADMIN;

    private static final @Nullable Integer OTHERS = Integer.getInteger("shema.gateway.port");
    private static final @Nullable RunningSuite SUITE = OTHERS == null ? start() : null;
    private static final Callers CALLERS = new Callers(gateway());

    private SharedSuite() {}

    private static RunningSuite start() {
        try {
            RunningSuite suite = SuiteLauncher.start(TrialRun.unlimited(Files.createTempDirectory("shema-e2e"))
                    // What sweeps do every few seconds need not be waited for.
                    .with("SHEMA_ENROLLMENT_BOOKING_INTERVAL", "100ms")
                    .with("SHEMA_ATTENDANCE_REPAIR_INTERVAL", "100ms"));
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
            return suite;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The suite these tests have started, to look behind the gateway and to stop parts of it. */
    static RunningSuite suite() {
        return Objects.requireNonNull(SUITE, "this test needs a suite of its own, not only a gateway");
    }

    private static Api gateway() {
        return OTHERS != null
                ? Api.of(OTHERS, "api-gateway")
                : Api.of(suite().gatewayUrl().getPort(), "api-gateway").documented(Operations::documentation);
    }

    /** Whether these tests have started the suite, and can look behind the gateway. */
    static boolean isOwn() {
        return SUITE != null;
    }

    /** Calls through the gateway as a visitor. */
    static Api visitor() {
        return CALLERS.visitor();
    }

    /** Calls through the gateway as the signed-in admin. */
    static Api admin() {
        return CALLERS.admin();
    }

    /** An identity token, as a client gets it from the provider, for any address there is. */
    static String identityToken(String email) {
        return CALLERS.identityToken(email);
    }

    /** Calls through the gateway as the admin in a session of its own, which may be ended. */
    static Api newSession() {
        return CALLERS.newSession();
    }

    /** What signing in with an identity token gives an admin. */
    static ApiResponse signIn(String identityToken) {
        return CALLERS.signIn(identityToken);
    }

    /** The access token of the signed-in admin, for sockets. */
    static String adminToken() {
        return CALLERS.adminToken();
    }

    /** The database behind the services, to look at what they stored. */
    static JdbcClient database() {
        DataSource source = suite().jdbcAdmin();
        return JdbcClient.create(source);
    }
}

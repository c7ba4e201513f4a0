package com.shemamusic.suite.observe;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.TestSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code ./shema chaos rotation}: every secret is replaced as the operating guide says, while the suite is in use. */
public final class RotationTrial implements Trial {

    private static final List<String> OWNERS = List.of("user", "course", "enrollment", "chat", "attendance");

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public String purpose() {
        return "Replaces both token secrets and every database password under load: nothing may fail, old tokens end.";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rate", 50, "pause", 3, "warm", 30, "settle", 5);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> RollingRestart.twice(options, run.option("pause")));
        suite.awaitFasterStarts();
        String service = TestSecrets.SERVICE_JWT_SECRET;
        String access = TestSecrets.JWT_SECRET;
        String newService = UUID.randomUUID() + "-" + UUID.randomUUID();
        String newAccess = UUID.randomUUID() + "-" + UUID.randomUUID();
        List<URI> gateways = suite.apps().stream()
                .filter(app -> app.startsWith("api-gateway"))
                .map(suite::url)
                .toList();
        String oldToken = new Callers(suite).adminToken();
        try (Balancer balancer = new Balancer(gateways)) {
            RollingRestart school =
                    new RollingRestart(suite, balancer.url()).settling(Duration.ofSeconds(run.option("settle")));
            RollingRestart.SERVICES.forEach(school::leaveSecond);
            school.warm(run.option("rate"), Duration.ofSeconds(run.option("warm")));
            SteadyLoad load = new SteadyLoad(run.option("rate"), school.mix());
            step(
                    run,
                    suite,
                    school,
                    load,
                    "1. the new secrets are believed",
                    secrets(service, newService, access, newAccess));
            step(run, suite, school, load, "2. the new secrets sign", secrets(newService, service, newAccess, access));
            school.signInAgain();
            assertStatus(suite, oldToken, 200);
            step(
                    run,
                    suite,
                    school,
                    load,
                    "3. the old secrets are gone",
                    Map.of("SERVICE_JWT_SECRET", newService, "JWT_SECRET", newAccess));
            assertStatus(suite, oldToken, 401);
            Map<String, String> passwords = new HashMap<>();
            JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
            for (String owner : OWNERS) {
                String password = UUID.randomUUID().toString();
                passwords.put(owner.toUpperCase() + "_DB_PASSWORD", password);
                database.sql("alter role shema_" + owner + " password '" + password + "'")
                        .update();
            }
            step(run, suite, school, load, "4. database passwords", passwords);
            load.close();
            run.report(
                    "requests sent / failed",
                    load.sent() + " / " + load.failures().size());
            load.failures().stream().limit(20).forEach(failure -> run.report("  failed", failure));
            run.report("time of a request", load.micros());
            if (!load.failures().isEmpty()) {
                throw new AssertionError("requests failed");
            }
        }
    }

    private static Map<String, String> secrets(String service, String otherService, String access, String otherAccess) {
        return Map.of("SERVICE_JWT_SECRET", service + "," + otherService, "JWT_SECRET", access + "," + otherAccess);
    }

    private static void step(
            TrialRun run,
            RunningSuite suite,
            RollingRestart school,
            SteadyLoad load,
            String name,
            Map<String, String> told) {
        long begin = System.nanoTime();
        int before = load.failures().size();
        suite.apps().forEach(app -> told.forEach((variable, value) -> suite.tell(app, variable, value)));
        RollingRestart.SERVICES.forEach(school::replace);
        run.report(
                name,
                "%.0f s, %d failed requests"
                        .formatted(
                                (System.nanoTime() - begin) / 1e9,
                                load.failures().size() - before));
    }

    private static void assertStatus(RunningSuite suite, String token, int status) {
        Api.of(suite.gatewayUrl().getPort(), "api-gateway")
                .as(token)
                .get("/api/auth/me")
                .assertStatus(status);
    }
}

package com.shemamusic.suite.e2e;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.TrialRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Times reads of a service through the gateway, and asks PostgreSQL by which plans it answered them. */
final class Plans {

    private static final int WARM_UP = 5;
    private final TrialRun run;
    private final RunningSuite suite;
    private final Callers callers;

    Plans(TrialRun run, RunningSuite suite) {
        this.run = run;
        this.suite = suite;
        this.callers = new Callers(suite);
    }

    /** @param paths by the name under which they are reported */
    void time(Map<String, String> paths, int calls) {
        paths.forEach((name, path) -> {
            Histogram micros = new Histogram(3);
            for (int call = -WARM_UP; call < calls; call++) {
                long start = System.nanoTime();
                read(path);
                if (call >= 0) {
                    micros.recordValue((System.nanoTime() - start) / 1_000);
                }
            }
            run.report(name, micros);
        });
    }

    /** The plans of the statements as the service sends them, from PostgreSQL's own log; those under 3 ms are left out. */
    void explain(String service, Map<String, String> paths) throws IOException {
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        String role = "shema_" + service.replace("-service", "");
        for (String setting : List.of(
                "session_preload_libraries = 'auto_explain'",
                "auto_explain.log_min_duration = '3ms'",
                "auto_explain.log_analyze = on",
                "auto_explain.log_timing = off")) {
            database.sql("load 'auto_explain'; alter role " + role + " set " + setting)
                    .update();
        }
        suite.stop(service);
        suite.start(service);
        suite.awaitReady(service);
        String any = paths.values().iterator().next();
        Waiting.untilBack(() -> callers.admin().get(any).status(), status -> status == 200);
        Path log = suite.logDirectory().resolve("postgres.log");
        for (Map.Entry<String, String> path : paths.entrySet()) {
            int from = (int) Files.size(log);
            read(path.getValue());
            byte[] all = Files.readAllBytes(log);
            new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches(".*(duration:|\\(cost=|Index Cond|Buckets).*"))
                    .map(line -> line.replaceAll("^.*duration", "duration").replaceAll("\\(cost=[^)]*\\) ", ""))
                    .forEach(line -> run.report("plan of " + path.getKey(), line));
        }
    }

    private void read(String path) {
        callers.admin().header("Accept", "*/*").get(path).assertStatus(200);
    }
}

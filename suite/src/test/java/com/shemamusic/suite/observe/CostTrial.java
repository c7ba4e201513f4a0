package com.shemamusic.suite.observe;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.observe.SteadyLoad.Ask;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./shema bench cost}: how much processor time a request of each kind takes, and where: what to scale first. */
public final class CostTrial implements Trial {

    private static final String CPU = "process_cpu_time_ns_total";

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String purpose() {
        return "Processor time per request of each kind, by service: what to scale first.";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rate", 100, "seconds", 15, "warmup", 15);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
        try (SteadyLoad _ = new SteadyLoad(run.option("rate"), school.mix())) {
            Thread.sleep(Duration.ofSeconds(run.option("warmup")));
        }
        Map<String, Double> idle = spent(suite, Duration.ofSeconds(run.option("seconds")));
        for (Ask kind : school.mix()) {
            Map<String, Double> before = cpu(suite);
            SteadyLoad load = new SteadyLoad(run.option("rate"), List.of(kind));
            Thread.sleep(Duration.ofSeconds(run.option("seconds")));
            load.close();
            Map<String, Double> after = cpu(suite);
            List<String> shares = new ArrayList<>();
            after.forEach((app, millis) -> {
                double perRequest = (millis - before.get(app) - idle.get(app)) / load.sent();
                if (perRequest >= 0.05) {
                    shares.add("%s %.2f ms".formatted(app, perRequest));
                }
            });
            run.report(
                    kind.name() + " (" + load.sent() + ", " + load.failures().size() + " failed)",
                    String.join(", ", shares));
            run.report("  answered in", load.micros());
        }
    }

    private static Map<String, Double> spent(RunningSuite suite, Duration time) throws InterruptedException {
        Map<String, Double> before = cpu(suite);
        Thread.sleep(time);
        Map<String, Double> after = cpu(suite);
        after.replaceAll((app, millis) -> millis - before.get(app));
        return after;
    }

    private static Map<String, Double> cpu(RunningSuite suite) {
        Map<String, Double> millis = new TreeMap<>();
        for (String app : suite.apps()) {
            millis.put(
                    app,
                    Api.of(suite.managementUrl(app).getPort(), app)
                            .get("/metrics")
                            .assertStatus(200)
                            .text()
                            .lines()
                            .filter(line -> line.startsWith(CPU + "{"))
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) / 1e6)
                            .sum());
        }
        return millis;
    }
}

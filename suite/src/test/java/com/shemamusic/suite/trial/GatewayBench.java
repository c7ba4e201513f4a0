package com.shemamusic.suite.trial;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTokenMinter;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The cached catalogue through the gateway beside the same design on Node.js, both on this machine in turns; and what the
 * gateway adds to a call at half of what it can do.
 */
public final class GatewayBench implements Trial {

    private static final String READ = "/api/courses";
    private static final String PASSED_ON = "application/json, text/*";
    private static final int COURSES = 20;

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String purpose() {
        return "Cached catalogue through the gateway beside Hono on Node.js, and what the gateway adds to a call.";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("connections", 32, "seconds", 10, "rounds", 3, "warm", 30);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        byte[] catalogue = fill(new Callers(suite));
        run.report("bytes of the answer", catalogue.length);
        RawLoad ours = new RawLoad(suite.gatewayUrl().getPort(), READ, Map.of("Accept", "application/json"));
        Duration length = Duration.ofSeconds(run.option("seconds"));
        int connections = run.option("connections");
        try (NodeReference node = new NodeReference(catalogue)) {
            RawLoad theirs = new RawLoad(node.port(), READ, Map.of("Accept", "application/json"));
            ours.saturate(connections, Duration.ofSeconds(run.option("warm")));
            theirs.saturate(connections, Duration.ofSeconds(run.option("warm") / 3));
            sideBySide(run, ours, theirs, connections, length);
        }
        added(run, suite, length);
    }

    private static void sideBySide(TrialRun run, RawLoad ours, RawLoad theirs, int connections, Duration length) {
        Histogram our = new Histogram(3);
        Histogram their = new Histogram(3);
        double ourRate = 0;
        double theirRate = 0;
        long refused = 0;
        int rounds = run.option("rounds");
        for (int round = 0; round < rounds; round++) {
            RawLoad.Result one = ours.saturate(connections, length);
            RawLoad.Result other = theirs.saturate(connections, length);
            our.add(one.micros());
            their.add(other.micros());
            ourRate += one.perSecond() / rounds;
            theirRate += other.perSecond() / rounds;
            refused += one.refused() + other.refused();
        }
        run.report("ours: requests a second", Math.round(ourRate));
        run.report("ours", our);
        run.report("Node.js: requests a second", Math.round(theirRate));
        run.report("Node.js", their);
        run.report("ours to Node.js (target 2.0)", "%.2f".formatted(ourRate / theirRate));
        if (refused > 0) {
            throw new AssertionError(refused + " answers were not 200");
        }
    }

    // What is asked for in this way the gateway does not answer from its own memory.
    private static void added(TrialRun run, RunningSuite suite, Duration length) {
        RawLoad through = new RawLoad(suite.gatewayUrl().getPort(), READ, Map.of("Accept", PASSED_ON));
        RawLoad direct = new RawLoad(
                suite.url("course-service").getPort(),
                READ,
                Map.of(
                        "Accept",
                        PASSED_ON,
                        "Authorization",
                        "Bearer " + ServiceTokenMinter.gatewayAnonymous("course-service")));
        int connections = run.option("connections");
        double half = through.saturate(connections, length).perSecond() / 2;
        direct.paced(connections, length, half);
        Histogram alone = direct.paced(connections, length, half).micros();
        Histogram whole = through.paced(connections, length, half).micros();
        run.report("at half load, the service alone", alone);
        run.report("at half load, through the gateway", whole);
        run.report(
                "the gateway adds (targets 1.5 and 5 ms)",
                "p50 %.2f ms, p99 %.2f ms".formatted(difference(whole, alone, 50), difference(whole, alone, 99)));
    }

    private static double difference(Histogram one, Histogram other, double percentile) {
        return (one.getValueAtPercentile(percentile) - other.getValueAtPercentile(percentile)) / 1e3;
    }

    private static byte[] fill(Callers callers) {
        Api admin = callers.admin();
        for (int i = 1; i <= COURSES; i++) {
            admin.post("/api/courses", """
                            {"name": "Kursus Ukur %d", "instrument": "piano", "level": "beginner", "price": 300000,
                             "duration_minutes": 60, "max_students": 4, "description": "Kursus untuk pengukuran"}""".formatted(i)).assertStatus(201);
        }
        return callers.visitor().get(READ).assertStatus(200).bytes();
    }
}

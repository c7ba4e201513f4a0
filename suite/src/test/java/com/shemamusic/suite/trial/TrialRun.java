package com.shemamusic.suite.trial;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteLauncher;
import com.shemamusic.suite.launcher.SuiteOptions;
import com.shemamusic.test.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/** What one run of a trial was told, what it started, and the report it writes. */
public final class TrialRun implements AutoCloseable {
    private final Map<String, Integer> options;
    private final Deque<RunningSuite> started = new ConcurrentLinkedDeque<>();
    private final List<String> report = new ArrayList<>();

    TrialRun(Map<String, Integer> options) {
        this.options = options;
        // A trial that is interrupted leaves nothing running either.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The number of a declared option, as given or by default. */
    public int option(String name) {
        return Objects.requireNonNull(options.get(name), () -> "not declared: " + name);
    }

    /** One figure with its unit, shown at once and kept for the report. */
    public synchronized void report(String what, Object figure) {
        String line = "%-58s %s".formatted(what, figure);
        report.add(line);
        System.out.println(line);
    }

    /** How long something took: a histogram of microseconds, reported in milliseconds. */
    public void report(String what, Histogram micros) {
        report(
                what,
                "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (%d)"
                        .formatted(
                                micros.getValueAtPercentile(50) / 1e3,
                                micros.getValueAtPercentile(95) / 1e3,
                                micros.getValueAtPercentile(99) / 1e3,
                                micros.getMaxValue() / 1e3,
                                micros.getTotalCount()));
    }

    /**
     * Starts a suite of its own without rate limits, in an empty folder on free ports; it is stopped with the run.
     *
     * @param changed replicas, further variables
     */
    public RunningSuite start(UnaryOperator<SuiteOptions> changed) throws IOException {
        Path directory = Files.createTempDirectory("shema-trial");
        RunningSuite suite = SuiteLauncher.start(changed.apply(unlimited(directory)));
        started.push(suite);
        return suite;
    }

    /** A suite of its own for tests and trials, with known secrets and without rate limits. */
    public static SuiteOptions unlimited(Path directory) {
        return SuiteOptions.isolated(directory)
                .with("RATE_LIMIT_MULTIPLIER", "100000")
                .with("SERVICE_JWT_SECRET", TestSecrets.SERVICE_JWT_SECRET)
                .with("JWT_SECRET", TestSecrets.JWT_SECRET)
                .withProgress(new PrintedProgress());
    }

    List<String> lines() {
        return List.copyOf(report);
    }

    @Override
    public void close() {
        for (RunningSuite suite = started.poll(); suite != null; suite = started.poll()) {
            suite.close();
        }
    }
}

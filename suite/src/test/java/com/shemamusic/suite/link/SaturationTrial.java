package com.shemamusic.suite.link;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.observe.RollingRestart;
import com.shemamusic.suite.observe.SteadyLoad;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** X8: everybody wants an export at once, while the others go on with their work. */
public final class SaturationTrial implements Trial {

    private static final double MOST = 1.2;
    private static final String EXPORT = "/api/enrollments?size=100";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public String purpose() {
        return "Saturates a slow route: nothing else fails, and p95 of the others stays within 20 % (X8).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("seconds", 60, "rate", 50, "clients", 500);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
        school.warm();
        load(run, school, 20);
        Histogram calm = load(run, school, run.option("seconds")).micros();
        run.report("others before", calm);
        Api admin = new Callers(suite).admin().header("Accept", "text/csv");
        AtomicBoolean more = new AtomicBoolean(true);
        AtomicLong exported = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        SteadyLoad meanwhile;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < run.option("clients"); i++) {
                clients.submit(() -> {
                    while (more.get()) {
                        if (admin.get(EXPORT).status() == 200) {
                            exported.incrementAndGet();
                        } else {
                            refused.incrementAndGet();
                            LockSupport.parkNanos(RETRY_AFTER.toNanos());
                        }
                    }
                });
            }
            meanwhile = load(run, school, run.option("seconds"));
            more.set(false);
        }
        run.report("exports given / refused", exported + " / " + refused);
        run.report("others meanwhile", meanwhile.micros());
        run.report("of these failed", meanwhile.failures().size());
        meanwhile.failures().stream().limit(5).forEach(failure -> run.report("  failed", failure));
        double ratio = (double) meanwhile.micros().getValueAtPercentile(95) / calm.getValueAtPercentile(95);
        run.report("p95 of the others, times", "%.2f".formatted(ratio));
        if (!meanwhile.failures().isEmpty() || ratio > MOST) {
            throw new AssertionError("others were disturbed");
        }
    }

    private static SteadyLoad load(TrialRun run, RollingRestart school, int seconds) throws InterruptedException {
        SteadyLoad load = new SteadyLoad(run.option("rate"), school.mix());
        Thread.sleep(Duration.ofSeconds(seconds));
        load.close();
        return load;
    }
}

package com.shemamusic.suite.link;

import com.shemamusic.suite.booking.Office;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.observe.RollingRestart;
import com.shemamusic.suite.observe.SteadyLoad;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Link;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** X3: every link to PostgreSQL stays open and says nothing, and heals. */
public final class SilentDatabaseTrial implements Trial {

    private static final double PATIENCE_SECONDS = 5.5;
    private static final int BACK_SECONDS = 30;

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "silentdatabase";
    }

    @Override
    public String purpose() {
        return "Silences every link to PostgreSQL: quick 503s, cached reads go on, no restart, nothing acknowledged lost (X3).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("seconds", 300, "rate", 30);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        try (Link database = new Link(suite.postgres().port())) {
            Detour.take(
                    suite,
                    suite.apps(),
                    Map.of(
                            "DATABASE_URL",
                            "jdbc:postgresql://localhost:%d/postgres?currentSchema=shema%%2Cextensions"
                                    .formatted(database.port())));
            RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
            school.warm();
            Office office = new Office(suite);
            office.open(1, 4);
            try (Forms forms = new Forms(office)) {
                load(run.option("rate"), school.mix(), 10);
                SteadyLoad.Ask catalogue = school.mix().getFirst();
                database.silence();
                long began = System.nanoTime();
                SteadyLoad cached = new SteadyLoad(5, List.of(catalogue));
                SteadyLoad silent = load(run.option("rate"), school.mix(), run.option("seconds"));
                cached.close();
                run.report("silent, in s", "%.0f".formatted(seconds(began)));
                database.heal();
                double back = back(run.option("rate"), school);
                silent.failures().stream()
                        .filter(failure -> !isDocumented(failure))
                        .limit(10)
                        .forEach(failure -> run.report("  failed otherwise", failure));
                run.report("requests while silent", silent.micros());
                run.report("of these refused", silent.failures().size());
                run.report("cached reads meanwhile", cached.micros());
                run.report("of these failed", cached.failures().size());
                cached.failures().stream().limit(3).forEach(failure -> run.report("  failed", failure));
                run.report("no request fails again after, in s", "%.1f".formatted(back));
                run.report("processes that ended", suite.startMissing());
                check(silent.failures().stream().allMatch(SilentDatabaseTrial::isDocumented), "refused otherwise");
                check(silent.micros().getMaxValue() / 1e6 <= PATIENCE_SECONDS, "refused too late");
                check(cached.failures().isEmpty(), "cached reads failed");
                check(back <= BACK_SECONDS, "not back in time");
                check(suite.startMissing().isEmpty(), "a process ended");
                forms.awaitAll();
                List<String> stored = JdbcClient.create(suite.jdbcAdmin())
                        .sql("select id::text from shema.enrollments where course_id = cast(? as uuid)")
                        .param(office.course())
                        .query(String.class)
                        .list();
                run.report("forms accepted, stored", forms.accepted.size() + ", " + stored.size());
                check(stored.containsAll(forms.accepted), "an accepted form is not stored");
                check(stored.size() == forms.accepted.size(), "a form is stored that was repeated, but never accepted");
            }
        }
    }

    private static SteadyLoad load(int rate, List<SteadyLoad.Ask> mix, int seconds) throws InterruptedException {
        SteadyLoad load = new SteadyLoad(rate, mix);
        Thread.sleep(Duration.ofSeconds(seconds));
        load.close();
        return load;
    }

    // A second without a failure.
    private static double back(int rate, RollingRestart school) throws InterruptedException {
        long healed = System.nanoTime();
        while (true) {
            double begun = seconds(healed);
            if (load(rate, school.mix(), 1).failures().isEmpty() || begun > 2 * BACK_SECONDS) {
                return begun;
            }
        }
    }

    // What waits for a database may also be told by who waits for that.
    private static boolean isDocumented(String failure) {
        return failure.contains(": 503 ") && (failure.contains("DB_UNAVAILABLE") || failure.contains("SERVICE_"))
                || failure.contains(": 504 ") && failure.contains("SERVICE_TIMEOUT");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Applicants who send their form, one after the other, each until it is accepted. */
    private static final class Forms implements AutoCloseable {
        final Queue<String> accepted = new ConcurrentLinkedQueue<>();
        private final AtomicInteger number = new AtomicInteger();
        private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        private volatile boolean more = true;

        Forms(Office office) {
            for (int i = 0; i < 3; i++) {
                senders.submit(() -> {
                    while (more) {
                        send(office, number.getAndIncrement());
                    }
                });
            }
        }

        private void send(Office office, int applicant) {
            while (true) {
                ApiResponse answer = office.submit(applicant);
                if (answer.status() == 201) {
                    accepted.add(answer.at("/id").asText());
                    return;
                }
                try {
                    Thread.sleep(Duration.ofMillis(100));
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        void awaitAll() {
            more = false;
            senders.close();
        }

        @Override
        public void close() {
            more = false;
            senders.shutdownNow();
        }
    }
}

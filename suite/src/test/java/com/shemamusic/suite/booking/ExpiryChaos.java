package com.shemamusic.suite.booking;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteOptions;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.ApiResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds confirmed in the second they expire, by several replicas whose clocks are wrong (K4). */
public final class ExpiryChaos implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public String purpose() {
        return "bookings confirmed as they expire, replicas with wrong clocks: one end each, none late";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("bookings", 1_000, "every", 10, "skew", 120, "classes", 40, "senders", 20, "seed", 1);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        int skew = run.option("skew");
        Path library = library();
        RunningSuite suite = run.start(options -> {
            SuiteOptions several = options.withReplicas("enrollment-service", 3).withReplicas("course-service", 2);
            return wrongClocks(several, library, skew);
        });
        run.report("clocks of replicas wrong by, in s", "±" + skew);
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        Office office = new Office(suite);
        int bookings = run.option("bookings");
        office.open(run.option("classes"), 2 * bookings / run.option("classes") + 2);
        List<Applicant> applicants = office.enroll(bookings, run.option("senders"), () -> {});
        ExpiryRush rush = new ExpiryRush(office, database, run.option("seed"));
        List<String> booked = rush.book(applicants, run.option("senders"));
        List<ApiResponse> answers = rush.rush(booked, run.option("every"));
        rush.eachEndedOnce(booked, answers);
        Seats seats = new Seats(database, office.course());
        run.report("confirmed", seats.bookings("confirmed"));
        run.report("expired", seats.bookings("expired"));
        run.report("the closest confirmation before its hour, in ms", "%.2f".formatted(rush.closest()));
    }

    private static SuiteOptions wrongClocks(SuiteOptions options, Path library, int seconds) {
        Map<String, Integer> skews = Map.of(
                "enrollment-service",
                seconds,
                "enrollment-service-2",
                -seconds,
                "course-service",
                -seconds,
                "course-service-2",
                seconds);
        SuiteOptions wrong = options;
        for (Map.Entry<String, Integer> skew : skews.entrySet()) {
            wrong = wrong.withFor(skew.getKey(), "LD_PRELOAD", library.toString())
                    .withFor(
                            skew.getKey(), "CLOCK_SKEW_SECONDS", skew.getValue().toString());
        }
        return wrong;
    }

    private static Path library() throws IOException, InterruptedException {
        Path library = Path.of("suite", "target", "clock_skew.so").toAbsolutePath();
        Process compiler = new ProcessBuilder(
                        "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), "suite/src/test/c/clock_skew.c")
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc could not compile the wrong clock");
        }
        return library;
    }
}

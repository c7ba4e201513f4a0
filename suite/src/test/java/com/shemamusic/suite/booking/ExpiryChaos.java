package com.shemamusic.suite.booking;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteOptions;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.ApiResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds confirmed in the second they expire, by several replicas whose clocks are wrong (K4). */
public final class ExpiryChaos implements Trial {

    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

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
        return "bookings confirmed as they expire, replicas with wrong clocks (where faketime is installed): one end each, none late";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("bookings", 1_000, "every", 10, "skew", 120, "classes", 40, "senders", 20, "seed", 1);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        Optional<Path> library = library();
        RunningSuite suite = run.start(options -> {
            SuiteOptions several = options.withReplicas("enrollment-service", 3).withReplicas("course-service", 2);
            return library.map(found -> wrongClocks(several, found, run.option("skew")))
                    .orElse(several);
        });
        run.report(
                "clocks of replicas wrong by, in s",
                library.isPresent() ? "±" + run.option("skew") : "0: no faketime here");
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
                    .withFor(skew.getKey(), "FAKETIME", "%+ds".formatted(skew.getValue()))
                    .withFor(skew.getKey(), "FAKETIME_DONT_FAKE_MONOTONIC", "1")
                    .withFor(skew.getKey(), "NO_FAKE_STAT", "1");
        }
        return wrong;
    }

    private static Optional<Path> library() throws java.io.IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
    }
}

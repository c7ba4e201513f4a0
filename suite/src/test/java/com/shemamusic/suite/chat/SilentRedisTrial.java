package com.shemamusic.suite.chat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.link.Detour;
import com.shemamusic.suite.observe.RollingRestart;
import com.shemamusic.suite.observe.SteadyLoad;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import com.shemamusic.test.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/** E4 and X2: every link to Redis stays open and says nothing, or says everything late, and heals. */
public final class SilentRedisTrial implements Trial {

    private static final Duration LATE = Duration.ofSeconds(5);
    private static final int FIRST_SECONDS = 5;
    private static final double FIRST_MILLIS = 500;
    private static final double LATER_MILLIS = 20;
    private static final int FORMS_AT_ONCE = 10;
    /** Every event that is nowhere yet, or that its consumer in attendance-service has not dealt with. */
    private static final String UNDELIVERED = """
            select (select count(*) from shema.enrollment_outbox where sent_at is null)
                + (select count(*) from shema.chat_outbox where sent_at is null)
                + (select count(*) from shema.course_outbox where sent_at is null)
                + (select count(*) from shema.enrollment_outbox o where o.channel = 'enrollment.created'
                    and not exists (select from shema.enrollment_inbox i where i.event_id = o.id))""";

    private final List<String> broken = new ArrayList<>();

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "silentredis";
    }

    @Override
    public String purpose() {
        return "Silences and delays every link to Redis: no errors, no waiting, nothing lost, live again within 60 s (E4, X2).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("seconds", 120, "rate", 50, "guests", 20);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options.withReplicas("chat-service", 2)
                .withReplicas("api-gateway", 2)
                .withFor("api-gateway-2", "RATE_LIMIT_MULTIPLIER", "1"));
        try (Link redis = new Link(suite.redis().port())) {
            Detour.take(suite, suite.apps(), Map.of("REDIS_URL", "redis://localhost:" + redis.port()));
            RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
            school.warm();
            load(run, school, 10);
            try (Talk talk = new Talk(suite, run.option("guests"))) {
                disturb(run, suite, school, talk, "silent", redis, redis::silence);
                disturb(run, suite, school, talk, "5 s late", redis, () -> redis.slow(LATE));
                talk.holdsEverything(run);
            }
            Talk.until(
                    "every event is delivered",
                    120,
                    () -> JdbcClient.create(suite.jdbcAdmin())
                                    .sql(UNDELIVERED)
                                    .query(Long.class)
                                    .single()
                            == 0);
            run.report("events lost", 0);
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("; ", broken));
        }
    }

    private void disturb(
            TrialRun run,
            RunningSuite suite,
            RollingRestart school,
            Talk talk,
            String how,
            Link redis,
            Runnable disturbance)
            throws Exception {
        Histogram calm = load(run, school, 15).micros();
        run.report("requests before Redis is " + how, calm);
        disturbance.run();
        SteadyLoad first = load(run, school, FIRST_SECONDS);
        run.report("requests, the first 5 s of Redis " + how, first.micros());
        hold(first.micros(), calm, FIRST_MILLIS, "the first requests with Redis " + how);
        Thread talking = Thread.ofVirtual().start(() -> converse(talk, run.option("seconds")));
        SteadyLoad later = load(run, school, run.option("seconds") - FIRST_SECONDS);
        talking.join();
        run.report("requests, then", later.micros());
        hold(later.micros(), calm, LATER_MILLIS, "requests with Redis " + how);
        for (SteadyLoad load : List.of(first, later)) {
            run.report("failed", load.failures().size());
            load.failures().stream().limit(5).forEach(failure -> run.report("  failed", failure));
            hold(load.failures().isEmpty(), "requests failed with Redis " + how);
        }
        long refused = refused(suite);
        run.report("of 40 look-ups at once refused as too many, with Redis " + how, refused);
        hold(refused >= 2 * FORMS_AT_ONCE, "the limits are not held with Redis " + how);
        redis.heal();
        run.report("live to another replica again after, in s", "%.1f".formatted(back(talk)));
        run.report("the admins' feed live again after, in s", "%.1f".formatted(fed(suite, school, talk)));
    }

    private static SteadyLoad load(TrialRun run, RollingRestart school, int seconds) throws InterruptedException {
        SteadyLoad load = new SteadyLoad(run.option("rate"), school.mix());
        Thread.sleep(Duration.ofSeconds(seconds));
        load.close();
        return load;
    }

    private void hold(Histogram now, Histogram before, double added, String what) {
        double more = (now.getValueAtPercentile(95) - before.getValueAtPercentile(95)) / 1e3;
        hold(more <= added, what + " take " + more + " ms more");
    }

    private void hold(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private static void converse(Talk talk, int seconds) {
        try {
            talk.converse(5 * seconds, seconds);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    // By a gateway of its own that has the usual limits.
    private static long refused(RunningSuite suite) {
        Api visitor = Api.of(suite.url("api-gateway-2").getPort(), "api-gateway");
        return IntStream.range(0, 4 * FORMS_AT_ONCE)
                .filter(i -> visitor.post("/api/bookings/status", "{}").status() == 429)
                .count();
    }

    /** Seconds until what a guest says arrives at once at admins, also of the other replica. */
    private double back(Talk talk) throws InterruptedException {
        long healed = System.nanoTime();
        do {
            talk.delay.reset();
            talk.converse(20, 1);
            Thread.sleep(Duration.ofMillis(600));
        } while (talk.delay.getTotalCount() < 10
                || talk.delay.getMaxValue() > Duration.ofMillis(500).toNanos() / 1_000 && seconds(healed) < 60);
        hold(seconds(healed) < 60, "the chat is not live again");
        return seconds(healed);
    }

    /** Seconds until an event is shown to an admin at once. */
    private double fed(RunningSuite suite, RollingRestart school, Talk talk) throws Exception {
        AtomicInteger shown = new AtomicInteger();
        long healed = System.nanoTime();
        try (Line feed = Line.open(
                suite.gatewayUrl().getPort(),
                "/api/admin/live",
                "shema.chat.v1, bearer." + talk.callers().adminToken(),
                "")) {
            feed.reading(frame -> shown.addAndGet(frame.contains("enrollment.created") ? 1 : 0));
            while (shown.get() == 0 && seconds(healed) < 60) {
                SteadyLoad forms = new SteadyLoad(
                        4,
                        school.mix().stream()
                                .filter(ask -> ask.name().equals("form"))
                                .toList());
                Thread.sleep(Duration.ofMillis(500));
                forms.close();
            }
        }
        hold(shown.get() > 0, "the admins' feed is not live again");
        return seconds(healed);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}

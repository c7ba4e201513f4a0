package com.shemamusic.suite.observe;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./shema chaos rolling}: each service in turn with two replicas, and the gateways behind HAProxy. With
 * {@code wide=1} all have two the whole time, which takes a larger machine.
 */
public final class RollingTrial implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public String purpose() {
        return "Restarts every service with two replicas, one process after the other, under load: nothing may fail or be lost.";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rate", 200, "guests", 20, "messages", 20, "pause", 3, "warm", 60, "settle", 10, "wide", 0);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> RollingRestart.twice(options, run.option("pause")));
        suite.awaitFasterStarts();
        boolean wide = run.option("wide") == 1;
        List<URI> gateways = suite.apps().stream()
                .filter(app -> app.startsWith("api-gateway"))
                .map(suite::url)
                .toList();
        List<ChatGuest> guests = new ArrayList<>();
        try (Balancer balancer = new Balancer(gateways)) {
            RollingRestart school =
                    new RollingRestart(suite, balancer.url()).settling(Duration.ofSeconds(run.option("settle")));
            if (!wide) {
                RollingRestart.SERVICES.forEach(school::leaveSecond);
            }
            for (int i = 0; i < run.option("guests"); i++) {
                guests.add(new ChatGuest(balancer.url()));
            }
            school.warm(run.option("rate"), Duration.ofSeconds(run.option("warm")));
            SteadyLoad load = new SteadyLoad(run.option("rate"), school.mix());
            Thread talk = Thread.ofVirtual()
                    .start(() -> talk(guests, Duration.ofSeconds(1).dividedBy(run.option("messages"))));
            for (String service : RollingRestart.SERVICES) {
                long begin = System.nanoTime();
                int before = load.failures().size();
                if (!wide) {
                    school.addSecond(service);
                }
                school.roll(service);
                if (!wide) {
                    school.leaveSecond(service);
                }
                run.report(
                        service + ", both processes",
                        "%.1f s, %d failed requests"
                                .formatted(
                                        (System.nanoTime() - begin) / 1e9,
                                        load.failures().size() - before));
            }
            talk.interrupt();
            load.close();
            report(run, suite, school, load, guests);
        } finally {
            guests.forEach(ChatGuest::close);
        }
    }

    private static void talk(List<ChatGuest> guests, Duration pause) {
        try {
            while (true) {
                for (ChatGuest guest : guests) {
                    guest.say("Halo");
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException _) {
            // the restarts are over
        }
    }

    private static void report(
            TrialRun run, RunningSuite suite, RollingRestart school, SteadyLoad load, List<ChatGuest> guests)
            throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (guests.stream().anyMatch(guest -> guest.waiting() > 0) && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        long wrong = guests.stream()
                .filter(guest -> stored(database, guest.session()) != guest.said())
                .count();
        long forms = database.sql("select count(*) from shema.enrollments where course_id = cast(? as uuid)")
                .param(school.course())
                .query(Long.class)
                .single();
        long unsent = List.of("user", "course", "enrollment", "chat", "attendance").stream()
                .mapToLong(service -> database.sql(
                                "select count(*) from shema." + service + "_outbox where sent_at is null")
                        .query(Long.class)
                        .single())
                .sum();
        run.report("requests sent", load.sent());
        run.report("requests failed", load.failures().size());
        load.failures().stream().limit(20).forEach(failure -> run.report("  failed", failure));
        run.report("time of a request", load.micros());
        run.report("forms sent / stored", school.formsSent() + " / " + forms);
        run.report("messages over REST sent / stored", school.messagesSent() + " / " + stored(database, school.chat()));
        run.report(
                "messages over sockets sent",
                guests.stream().mapToInt(ChatGuest::said).sum());
        run.report("guests whose stored messages are not what they sent", wrong);
        run.report(
                "sockets closed, by code",
                guests.stream()
                        .flatMap(guest -> guest.closeCodes().stream())
                        .collect(Collectors.groupingBy(code -> code, Collectors.counting())));
        run.report(
                "refused upgrades", guests.stream().mapToInt(ChatGuest::refused).sum());
        run.report("events not sent", unsent);
        check(load.failures().isEmpty(), "requests failed");
        check(wrong == 0 && stored(database, school.chat()) == school.messagesSent(), "messages were lost or doubled");
        check(forms == school.formsSent(), "forms were lost or doubled");
    }

    private static long stored(JdbcClient database, String session) {
        return database.sql(
                        "select count(*) from shema.chat_messages where session_id = cast(? as uuid) and sender_role = 'guest'")
                .param(session)
                .query(Long.class)
                .single();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}

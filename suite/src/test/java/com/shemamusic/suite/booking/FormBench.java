package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Races;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forms through the gateway, everything that follows them included. */
public final class FormBench implements Trial {

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "forms";
    }

    @Override
    public String purpose() {
        return "enrollment forms per second through the gateway, sustained; none lost, none doubled";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("seconds", 60, "warmup", 20, "senders", 24);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        Office office = new Office(suite);
        office.open(1, 4);
        AtomicInteger number = new AtomicInteger();
        int warm = send(office, number, run.option("senders"), run.option("warmup"), new Histogram(3));
        Histogram micros = new ConcurrentHistogram(3);
        int sent = send(office, number, run.option("senders"), run.option("seconds"), micros);
        run.report("forms per second, sustained", "%.0f".formatted((double) sent / run.option("seconds")));
        run.report("answer to a form", micros);
        int all = warm + sent;
        run.report(
                "students behind at the end of the rush",
                all - count(database, "student_id is not null", "enrollments"));
        long ended = System.nanoTime();
        assertThat(count(database, "true", "enrollments")).as("stored").isEqualTo(all);
        Awaitility.await("students")
                .atMost(Duration.ofMinutes(5))
                .until(() -> count(database, "student_id is not null", "enrollments") == all);
        run.report("until all students were there, in s", (System.nanoTime() - ended) / 1_000_000_000);
        Awaitility.await("mails")
                .atMost(Duration.ofMinutes(5))
                .until(() -> count(database, "status = 'sent'", "notifications") == 2 * all);
        run.report("until all mails were out, in s", (System.nanoTime() - ended) / 1_000_000_000);
        assertThat(count(database, "true", "notifications")).isEqualTo(2 * all);
    }

    private static int send(Office office, AtomicInteger number, int senders, int seconds, Histogram micros) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        return Races.run(senders, sender -> {
                    int sent = 0;
                    while (System.nanoTime() < end) {
                        long began = System.nanoTime();
                        office.submit(number.getAndIncrement()).assertStatus(201);
                        micros.recordValue((System.nanoTime() - began) / 1_000);
                        sent++;
                    }
                    return sent;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static int count(JdbcClient database, String condition, String table) {
        return database.sql("select count(*) from shema." + table + " where " + condition)
                .query(Integer.class)
                .single();
    }
}

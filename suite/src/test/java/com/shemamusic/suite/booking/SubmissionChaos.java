package com.shemamusic.suite.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.booking.Office.Applicant;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forms with retries while enrollment-service is killed (E1). */
public final class SubmissionChaos implements Trial {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID:\\s*(\\S+)");
    private static final String CREATED =
            "select count(*) from shema.enrollment_outbox o where o.channel = 'enrollment.created'";

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "submissions";
    }

    @Override
    public String purpose() {
        return "forms while enrollment-service is killed: none lost, none doubled, every event acted on once";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("forms", 2_000, "kills", 20, "senders", 20, "seed", 1);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        Office office = new Office(suite);
        office.open(1, 4);
        int forms = run.option("forms");
        AtomicInteger accepted = new AtomicInteger();
        long began = System.nanoTime();
        List<Applicant> applicants;
        try (Killer killer = new Killer(suite, List.of("enrollment-service"), run.option("seed"))) {
            Future<Integer> kills = killer.kill(run.option("kills"), accepted::get, forms);
            applicants = office.enroll(forms, run.option("senders"), accepted::incrementAndGet);
            run.report("forms accepted", accepted.get());
            run.report("took, in s", (System.nanoTime() - began) / 1_000_000_000);
            run.report("kill -9", kills.get());
        }
        assertThat(database.sql("select id::text from shema.enrollments")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(
                        applicants.stream().map(Applicant::enrollment).toList());
        settled(database, "events sent", CREATED + " and o.sent_at is not null", forms);
        settled(
                database,
                "events acted on",
                CREATED + " and exists (select from shema.enrollment_inbox i where i.event_id = o.id)",
                forms);
        settled(database, "students", "select count(distinct student_id) from shema.enrollments", forms);
        settled(database, "messages", "select count(*) from shema.notifications where status = 'sent'", 2 * forms);
        assertThat(count(database, "select count(*) from shema.notifications")).isEqualTo(2L * forms);
        assertThat(count(database, "select count(*) from shema.users where role = 'student'"))
                .isEqualTo(forms);
        assertThat(count(database, "select count(*) from shema.enrollment_dead_letters"))
                .isZero();
        List<String> mails = messageIds(suite.mailDirectory());
        run.report("mails", mails.size());
        run.report(
                "of these sent again after a crash, under the same Message-ID",
                mails.size() - mails.stream().distinct().count());
        assertThat(mails.stream().distinct()).hasSize(2 * forms);
    }

    private static void settled(JdbcClient database, String what, String sql, int expected) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count(database, sql) == expected);
    }

    private static long count(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private static List<String> messageIds(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(SubmissionChaos::messageId)
                    .toList();
        }
    }

    private static String messageId(Path file) {
        try {
            Matcher found = MESSAGE_ID.matcher(Files.readString(file));
            assertThat(found.find()).as("Message-ID in %s", file).isTrue();
            return found.group(1);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}

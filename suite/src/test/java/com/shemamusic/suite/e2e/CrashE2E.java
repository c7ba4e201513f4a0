package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code kill -9} in the middle of the rush (E1): every form that a visitor keeps sending is kept, once. */
class CrashE2E {

    private static final int FORMS = 500;
    private static final int SENDERS = 20;

    @Test
    void losesAndDoublesNothingWhenEnrollmentServiceIsKilled() {
        String course = School.course(4, "");
        RunningSuite suite = SharedSuite.suite();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        String run = UUID.randomUUID().toString();
        Thread killer = Thread.ofVirtual().start(() -> {
            Waiting.until(accepted::get, count -> count > FORMS / 4);
            suite.kill("enrollment-service");
            suite.start("enrollment-service");
            suite.awaitReady("enrollment-service");
            Waiting.until(accepted::get, count -> count > FORMS / 2);
            suite.kill("enrollment-service");
            suite.start("enrollment-service");
        });
        Races.run(SENDERS, sender -> {
            for (int i = next.getAndIncrement(); i < FORMS; i = next.getAndIncrement()) {
                submitUntilAccepted(course, run, i);
                accepted.incrementAndGet();
            }
            return true;
        });
        join(killer);
        suite.awaitReady("enrollment-service");
        assertThat(count("select count(*) from shema.enrollments where course_id = cast(:id as uuid)", course))
                .isEqualTo(FORMS);
        everyEventIsActedOnOnce(course);
    }

    private static void submitUntilAccepted(String course, String run, int number) {
        String form = School.form(course, "Pelamar " + number, "pelamar" + number + "@contoh.local");
        Waiting.untilBack(() -> attempt(SharedSuite.visitor(), run + "-" + number, form), status -> status == 201);
    }

    /** What the visitor sees: an answer, or a connection that broke; only the documented refusals may come. */
    private static int attempt(Api visitor, String key, String form) {
        try {
            ApiResponse answer = School.submit(visitor, key, form);
            assertThat(answer.status()).isIn(201, 409, 503, 504);
            return answer.status();
        } catch (UncheckedIOException broken) {
            return 0;
        }
    }

    private static void everyEventIsActedOnOnce(String course) {
        Waiting.until(
                () -> count(
                        "select count(*) from shema.enrollment_outbox where channel = 'enrollment.created'"
                                + " and sent_at is not null and payload->'data'->>'courseId' = :id",
                        course),
                sent -> sent == FORMS);
        Waiting.until(
                () -> count(
                        "select count(*) from shema.enrollments where course_id = cast(:id as uuid) and student_id is not null",
                        course),
                linked -> linked == FORMS);
        assertThat(count(
                        "select count(distinct student_id) from shema.enrollments where course_id = cast(:id as uuid)",
                        course))
                .isEqualTo(FORMS);
        Waiting.until(
                () -> count(
                        "select count(*) from shema.enrollment_inbox i join shema.enrollment_outbox o on o.id = i.event_id"
                                + " where o.channel = 'enrollment.created' and o.payload->'data'->>'courseId' = :id",
                        course),
                handled -> handled == FORMS);
        assertThat(count(
                        "select count(*) from shema.notifications where recipient like 'pelamar%' and :id <> ''",
                        course))
                .isEqualTo(FORMS);
    }

    private static int count(String sql, String id) {
        return SharedSuite.database()
                .sql(sql)
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

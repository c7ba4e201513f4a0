package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteLauncher;
import com.shemamusic.suite.observe.ChatGuest;
import com.shemamusic.suite.observe.OtlpReceiver;
import com.shemamusic.suite.observe.OtlpReceiver.Seen;
import com.shemamusic.suite.observe.RollingRestart;
import com.shemamusic.suite.observe.SteadyLoad;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A suite as it is operated: traces sent to a collector, two replicas, restarts while people use it. */
class OperationE2E {

    private static final String PARENT = "00f067aa0ba902b7";
    private static OtlpReceiver collector;
    private static RunningSuite suite;
    private static Callers callers;

    @BeforeAll
    static void start() throws IOException {
        collector = new OtlpReceiver();
        suite = SuiteLauncher.start(TrialRun.unlimited(Files.createTempDirectory("shema-operation"))
                .withReplicas("chat-service", 2)
                .withReplicas("course-service", 2)
                .with("SHUTDOWN_PAUSE", "3s")
                .with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .with("OTEL_BSP_SCHEDULE_DELAY", "200"));
        callers = new Callers(suite);
    }

    @AfterAll
    static void stop() {
        suite.close();
        collector.close();
    }

    @Test
    void oneTraceSpansGatewayServicesSqlAndEvents() {
        RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
        String trace = UUID.randomUUID().toString().replace("-", "");
        Api traced = callers.admin().header("traceparent", "00-" + trace + "-" + PARENT + "-01");
        String form = School.form(school.course(), "Rahasia Sekali", "rahasia@contoh.local");
        String enrollment = School.submit(
                        traced.withoutToken(), UUID.randomUUID().toString(), form)
                .assertStatus(201)
                .at("/id")
                .asText();
        traced.post("/api/enrollments/" + enrollment + "/approve", "{}").assertStatus(200);

        // The approval is an event user-service acts on, with SQL of its own.
        List<Seen> spans = Waiting.until(
                () -> collector.trace(trace),
                seen -> isWhole(seen)
                        && seen.stream().anyMatch(span -> statement(span, "user-service", "user_inbox"))
                        && seen.stream().anyMatch(span -> isPart(span, "api-gateway", SpanKind.SPAN_KIND_CLIENT)));
        assertThat(spans)
                .anyMatch(span -> isPart(span, "api-gateway", SpanKind.SPAN_KIND_SERVER)
                        && span.parent().equals(PARENT));
        assertThat(spans)
                .anyMatch(span -> isPart(span, "enrollment-service", SpanKind.SPAN_KIND_SERVER)
                        && span.name().equals("POST /api/enrollments"));
        assertThat(spans).anyMatch(span -> statement(span, "enrollment-service", "insert into enrollments"));
        assertThat(spans)
                .anyMatch(span -> isPart(span, "user-service", SpanKind.SPAN_KIND_CONSUMER)
                        && span.name().equals("handle enrollment.approved"));
        assertThat(collector.spans().toString()).doesNotContain("Rahasia", "rahasia@contoh.local");
        // What nobody asked for is no trace: jobs look into the database several times a second.
        assertThat(collector.spans())
                .filteredOn(span -> span.parent().isEmpty())
                .allMatch(
                        span -> span.kind() == SpanKind.SPAN_KIND_SERVER || span.kind() == SpanKind.SPAN_KIND_CONSUMER);
    }

    @Test
    void aCallBetweenServicesIsPartOfTheTrace() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        callers.admin()
                .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
                .post("/api/auth/admins", "{\"email\": \"baru@contoh.local\", \"full_name\": \"Baru\"}")
                .assertStatus(201);
        List<Seen> spans = Waiting.until(
                () -> collector.trace(trace),
                seen -> isWhole(seen)
                        && seen.stream().anyMatch(span -> isPart(span, "auth-service", SpanKind.SPAN_KIND_CLIENT))
                        && seen.stream().anyMatch(span -> isPart(span, "user-service", SpanKind.SPAN_KIND_SERVER)));
        Set<String> calls = spans.stream()
                .filter(span -> isPart(span, "auth-service", SpanKind.SPAN_KIND_CLIENT))
                .map(Seen::id)
                .collect(Collectors.toSet());
        assertThat(spans)
                .filteredOn(span -> isPart(span, "user-service", SpanKind.SPAN_KIND_SERVER))
                .isNotEmpty()
                .allMatch(span -> calls.contains(span.parent()));
    }

    @Test
    void restartsOfReplicasFailNoRequestAndLoseNoMessage() {
        RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
        school.warm();
        try (ChatGuest guest = new ChatGuest(suite.gatewayUrl())) {
            SteadyLoad load = new SteadyLoad(40, school.mix());
            Thread talk = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    guest.say("Halo");
                    try {
                        Thread.sleep(Duration.ofMillis(250));
                    } catch (InterruptedException _) {
                        return;
                    }
                }
            });
            school.roll("chat-service");
            school.roll("course-service");
            talk.interrupt();
            load.close();

            assertThat(load.failures()).isEmpty();
            Waiting.until(guest::waiting, waiting -> waiting == 0);
            assertThat(guest.closeCodes()).isNotEmpty().containsOnly(1012);
            assertThat(messages(guest.session())).isEqualTo(guest.said());
            assertThat(messages(school.chat())).isEqualTo(school.messagesSent());
            assertThat(forms(school.course())).isEqualTo(school.formsSent());
        }
    }

    private static long messages(String session) {
        return JdbcClient.create(suite.jdbcAdmin())
                .sql(
                        "select count(*) from shema.chat_messages where session_id = cast(? as uuid) and sender_role = 'guest'")
                .param(session)
                .query(Long.class)
                .single();
    }

    private static long forms(String course) {
        return JdbcClient.create(suite.jdbcAdmin())
                .sql("select count(*) from shema.enrollments where course_id = cast(? as uuid)")
                .param(course)
                .query(Long.class)
                .single();
    }

    // A span arrives when its work has ended, so a part may be there before the whole.
    private static boolean isWhole(List<Seen> spans) {
        Set<String> ids = spans.stream().map(Seen::id).collect(Collectors.toSet());
        return spans.stream().allMatch(span -> span.parent().equals(PARENT) || ids.contains(span.parent()));
    }

    private static boolean isPart(Seen span, String service, SpanKind kind) {
        return span.service().equals(service) && span.kind() == kind;
    }

    private static boolean statement(Seen span, String service, String text) {
        return span.service().equals(service)
                && span.attributes().getOrDefault("db.statement", "").contains(text);
    }
}

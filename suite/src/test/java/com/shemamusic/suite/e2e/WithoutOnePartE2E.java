package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.e2e.Operations.Operation;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One part is away (X1, X2): it is named, nobody else suffers, and when it is back nothing has to be done. */
class WithoutOnePartE2E {

    /** Kept by user-service, told by auth-service. */
    private static final String PROFILE = "/api/auth/me";

    private static final List<Operation> READS = Operations.all().stream()
            .filter(operation -> operation.method().equals("GET"))
            .filter(operation -> !operation.isInternal() && operation.path().startsWith("/api/"))
            .toList();

    private final RunningSuite suite = SharedSuite.suite();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth-service",
                "user-service",
                "course-service",
                "enrollment-service",
                "chat-service",
                "attendance-service"
            })
    void oneServiceAwayIsNamedAndMissedByNobodyElse(String service) {
        suite.stop(service);
        try {
            itsRoutesSayWhoIsAway(service);
            everythingElseAnswers(service);
            healthAndDashboardNameIt(service);
        } finally {
            suite.start(service);
            suite.awaitReady(service);
        }
        Waiting.untilBack(
                () -> SharedSuite.visitor().get("/health"),
                health -> health.at("/services/" + service).asText().equals("healthy")
                        && !health.at("/circuits/" + service).asText().equals("open"));
        assertThat(READS.stream().filter(read -> read.service().equals(service)))
                .allSatisfy(read -> assertThat(get(read).status()).isLessThan(500));
        assertThat(dashboard().at("/degraded")).isEmpty();
    }

    private void itsRoutesSayWhoIsAway(String service) {
        for (Operation read : READS) {
            if (read.service().equals(service)) {
                ApiResponse answer = get(read);
                answer.assertError(503, "SERVICE_UNAVAILABLE");
                assertThat(answer.at("/details/service").asText()).isEqualTo(service);
            }
        }
    }

    /** What needs the missing one to answer says so; nothing else fails. */
    private void everythingElseAnswers(String service) {
        List<String> failed = new ArrayList<>();
        for (Operation read : READS) {
            if (!read.service().equals(service)) {
                ApiResponse answer = get(read);
                boolean needsIt = (read.path().contains("{") || read.path().equals(PROFILE))
                        && answer.status() == 503
                        && answer.at("/details/service").asText().equals(service);
                if (answer.status() >= 500 && !needsIt) {
                    failed.add(answer.toString());
                }
            }
        }
        assertThat(failed).as("without %s", service).isEmpty();
    }

    private void healthAndDashboardNameIt(String service) {
        ApiResponse health = Waiting.until(
                () -> SharedSuite.visitor().get("/health"),
                answer -> answer.at("/services/" + service).asText().equals("unhealthy"));
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.at("/status").asText()).isEqualTo("degraded");
        // The dashboard shows nothing of auth-service.
        List<String> missing = service.equals("auth-service") ? List.of() : List.of(service);
        List<String> named = new ArrayList<>();
        dashboard().at("/degraded").forEach(name -> named.add(name.asText()));
        assertThat(named).isEqualTo(missing);
    }

    @Test
    void withoutRedisEverythingAnswersAndAdminsSignInWithoutRefresh() {
        String course = School.course(4, "");
        suite.redis().stop();
        try {
            assertThat(READS)
                    .allSatisfy(read -> assertThat(get(read)).matches(answer -> answer.status() < 500, "has no 5xx"));
            ApiResponse signedIn = SharedSuite.signIn(SharedSuite.identityToken(SharedSuite.ADMIN))
                    .assertStatus(200);
            assertThat(signedIn.at("/refresh_token").isNull()).isTrue();
            SharedSuite.visitor()
                    .as(signedIn.at("/access_token").asText())
                    .get("/api/auth/me")
                    .assertStatus(200);
            School.submit(
                            SharedSuite.visitor(),
                            UUID.randomUUID().toString(),
                            School.form(course, "Tanpa Redis", "tanpa-redis@contoh.local"))
                    .assertStatus(201);
            SharedSuite.visitor()
                    .post("/api/chat/sessions", "{\"guest_name\": \"Tamu\"}")
                    .assertStatus(201);
        } finally {
            suite.startMissing();
        }
        Waiting.until(
                () -> SharedSuite.signIn(SharedSuite.identityToken(SharedSuite.ADMIN)),
                answer -> answer.at("/refresh_token").isTextual());
    }

    private static ApiResponse dashboard() {
        return SharedSuite.admin().get("/api/admin/dashboard").assertStatus(200);
    }

    private static ApiResponse get(Operation read) {
        return SharedSuite.admin().get(read.pathToNothing());
    }
}

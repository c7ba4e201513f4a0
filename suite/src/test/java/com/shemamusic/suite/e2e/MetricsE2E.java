package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.observe.Expressions;
import com.shemamusic.suite.observe.Expressions.Alert;
import com.shemamusic.suite.observe.Expressions.Expression;
import com.shemamusic.test.Api;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every process tells its metrics on its own port, and what dashboards and alerts ask for is among them. */
class MetricsE2E {

    @BeforeAll
    static void somethingHappens() {
        String course = School.course(1, "");
        School.student(course);
        SharedSuite.visitor().get("/api/courses/" + course).assertStatus(200);
        SharedSuite.visitor().as("wrong").get("/api/courses").assertStatus(401);
        SharedSuite.visitor().get("/metrics").assertStatus(404);
    }

    @Test
    void everythingDashboardsAndAlertsAskForIsServed() throws IOException {
        Set<String> served = new HashSet<>(Set.of("up"));
        SharedSuite.suite().apps().forEach(app -> lines(app).forEach(line -> served.add(line.split("[{ ]")[0])));
        // Counted from the first time on.
        Set<String> later = Set.of("shema_events_failed_total");
        for (Expression expression : Expressions.ofDashboards()) {
            assertServed(served, later, expression.where(), expression.promql());
        }
        for (Alert alert : Expressions.alerts()) {
            assertServed(served, later, alert.name(), alert.promql());
        }
    }

    private static void assertServed(Set<String> served, Set<String> later, String where, String promql) {
        Set<String> asked = Expressions.metrics(promql);
        assertThat(asked).as(where).isNotEmpty();
        asked.removeAll(later);
        assertThat(served).as(where).containsAll(asked);
    }

    @Test
    void everySeriesNamesItsApplication() {
        for (String app : SharedSuite.suite().apps()) {
            assertThat(lines(app))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("application=\"" + app));
        }
    }

    @Test
    void theGatewayTellsItsRoutesApart() {
        assertThat(lines("api-gateway"))
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count")
                        && line.contains("uri=\"/api/courses/**\"")
                        && line.contains("status=\"200\""));
        assertThat(value("api-gateway", "shema_token_refused_total")).isPositive();
    }

    @Test
    void whatWaitsForTheSchoolIsCounted() {
        double pending = SharedSuite.database()
                .sql("select count(*) from shema.enrollments where status = 'pending'")
                .query(Double.class)
                .single();
        assertThat(Waiting.until(
                        () -> value("enrollment-service", "shema_enrollments_pending"), seen -> seen == pending))
                .isEqualTo(pending);
        assertThat(value("enrollment-service", "shema_enrollments_submitted_total"))
                .isPositive();
        assertThat(value("user-service", "shema_redis_up")).isEqualTo(1);
        assertThat(value("user-service", "shema_redis_memory_used_bytes")).isPositive();
        assertThat(value("user-service", "shema_database_up")).isEqualTo(1);
    }

    private static double value(String app, String metric) {
        return lines(app).stream()
                .filter(line -> line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<String> lines(String app) {
        return Api.of(SharedSuite.suite().managementUrl(app).getPort(), app)
                .get("/metrics")
                .assertStatus(200)
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toList());
    }
}

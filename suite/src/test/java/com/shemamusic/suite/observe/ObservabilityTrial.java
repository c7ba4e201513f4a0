package com.shemamusic.suite.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.observe.Expressions.Expression;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./shema chaos observability}: Debian's Prometheus and Alertmanager look at a running suite; parts are taken away, and
 * the alerts have to reach the webhook.
 */
public final class ObservabilityTrial implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "observability";
    }

    @Override
    public String purpose() {
        return "Prometheus evaluates every dashboard and alert expression; broken parts must become alerts at the webhook.";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rate", 40);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        Prometheus.testRules();
        run.report("rule tests", "passed");
        RunningSuite suite = run.start(options -> options.withReplicas("chat-service", 2));
        try (WebhookReceiver chat = new WebhookReceiver();
                Prometheus prometheus = new Prometheus(suite, chat.url("/api/webhooks/1/secret"))) {
            RollingRestart school = new RollingRestart(suite, suite.gatewayUrl());
            school.warm();
            SteadyLoad load = new SteadyLoad(run.option("rate"), school.mix());
            until(prometheus::isUp);
            expressions(run, prometheus);
            load.close();
            alerts(run, suite, prometheus, chat);
        }
    }

    private static void expressions(TrialRun run, Prometheus prometheus) throws Exception {
        List<Expression> all = new ArrayList<>(Expressions.ofDashboards());
        Expressions.alerts().stream()
                .filter(alert -> !alert.promql().contains("absent("))
                .map(alert -> new Expression(alert.name(), Expressions.measured(alert)))
                .forEach(all::add);
        for (Expression expression : all) {
            String promql = expression.promql().replace("$__rate_interval", "1m");
            try {
                until(() -> hasValue(prometheus.query(promql)));
            } catch (org.awaitility.core.ConditionTimeoutException nothing) {
                throw new AssertionError(expression.where() + " has no data: " + promql, nothing);
            }
        }
        run.report("expressions with data", all.size());
        for (JsonNode group : prometheus.rules()) {
            for (JsonNode rule : group.path("rules")) {
                if (!rule.path("health").asText().equals("ok")) {
                    throw new AssertionError("a rule does not evaluate: " + rule);
                }
            }
        }
        run.report("alert rules evaluated without error", Expressions.alerts().size());
    }

    private static boolean hasValue(JsonNode result) {
        for (JsonNode series : result) {
            if (!series.at("/value/1").asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    private static void alerts(TrialRun run, RunningSuite suite, Prometheus prometheus, WebhookReceiver chat)
            throws Exception {
        Api visitor = Api.of(suite.gatewayUrl().getPort(), "api-gateway");
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        fires(
                run,
                chat,
                "ServiceTokensRefused",
                () -> Api.of(suite.url("user-service").getPort(), "user-service")
                        .as("wrong")
                        .get("/api/users/instructors")
                        .assertStatus(401));
        fires(run, chat, "DeadLetters", () -> database.sql("""
                insert into shema.user_dead_letters (event_id, channel, event, error, attempts)
                values (gen_random_uuid(), 'enrollment.approved', '{}', 'uji', 4)""").update());
        suite.stop("attendance-service");
        fires(run, chat, "ServiceDown", () -> {});
        fires(run, chat, "BreakerOpen", () -> {
            for (int i = 0; i < 10; i++) {
                visitor.post("/api/attendance/schedules", "{}");
            }
        });
        suite.start("attendance-service");
        suite.awaitReady("attendance-service");
        suite.redis().stop();
        fires(run, chat, "RedisDown", () -> {});
        fires(
                run,
                chat,
                "RelayIdle",
                () -> visitor.post("/api/chat/sessions", "{\"guest_name\": \"Tamu\"}")
                        .assertStatus(201));
        fires(run, chat, "OutboxStuck", () -> {});
        suite.redis().start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> chat.messages().stream()
                        .anyMatch(message ->
                                message.title().contains("✅") && message.title().contains("RedisDown")));
        run.report("told when it was over", "RedisDown");
        suite.postgres().stop();
        fires(run, chat, "DatabaseDown", () -> {});
        suite.postgres().start();
        if (chat.messages().stream().anyMatch(message -> !message.path().equals("/api/webhooks/1/secret/slack"))) {
            throw new AssertionError("not where Discord takes Slack's format: " + chat.messages());
        }
        run.report("messages at the webhook", chat.messages().size());
        run.report("one of them", chat.messages().getFirst());
    }

    private static void fires(TrialRun run, WebhookReceiver chat, String alert, Runnable cause) {
        long begin = System.nanoTime();
        cause.run();
        Awaitility.await("the alert " + alert)
                .atMost(Duration.ofMinutes(3))
                .until(() -> chat.messages().stream()
                        .anyMatch(message -> message.title().contains("🔥")
                                && message.title().endsWith(alert)
                                && !message.text().isBlank()));
        run.report("told of " + alert, "after %.0f s".formatted((System.nanoTime() - begin) / 1e9));
    }

    private static void until(Callable<Boolean> holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(300))
                .until(holds);
    }
}

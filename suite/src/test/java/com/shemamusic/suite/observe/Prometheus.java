package com.shemamusic.suite.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.server.ManagedProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Debian's Prometheus and Alertmanager with the files of {@code deploy/observability}: only the targets are those of this
 * machine, and everything happens sooner.
 */
final class Prometheus implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int alertsPort = freePort();
    private final ManagedProcess server;
    private final ManagedProcess alertmanager;

    /** Needs {@code prometheus} and {@code prometheus-alertmanager} on the path. */
    Prometheus(RunningSuite suite, String webhook) throws IOException {
        Path folder = Files.createTempDirectory("shema-prometheus");
        Path given = Expressions.folder();
        String rules = Files.readString(given.resolve("alerts.yml")).replaceAll("(?m)^ +for: .*\n", "");
        Files.writeString(folder.resolve("alerts.yml"), rules);
        StringBuilder targets = new StringBuilder("    static_configs:\n");
        suite.apps()
                .forEach(app -> targets.append("      - {targets: ['localhost:")
                        .append(suite.managementUrl(app).getPort())
                        .append("'], labels: {job: ")
                        .append(app.replaceFirst("-[0-9]+$", ""))
                        .append("}}\n"));
        String config = Files.readString(given.resolve("prometheus.yml"))
                .replace("alertmanager:9093", "localhost:" + alertsPort)
                .replaceAll("15s", "1s")
                .replaceFirst("(?s)    dns_sd_configs:.*", targets.toString());
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("ALERT_WEBHOOK_URL", webhook);
        environment.put("ALERT_WORK_DIR", folder.toString());
        environment.put("ALERTMANAGER", "prometheus-alertmanager");
        // The alerts of this trial come and go within seconds.
        Path manager = Files.writeString(
                folder.resolve("alertmanager.yml.given"),
                Files.readString(given.resolve("alertmanager.yml"))
                        .replace("group_wait: 10s", "group_wait: 1s")
                        .replace("group_interval: 1m", "group_interval: 1s"));
        Path here = Files.createDirectory(folder.resolve("given"));
        Files.copy(manager, here.resolve("alertmanager.yml"));
        Files.copy(given.resolve("alertmanager.sh"), here.resolve("alertmanager.sh"));
        alertmanager = ManagedProcess.start(
                List.of(
                        "sh",
                        here.resolve("alertmanager.sh").toString(),
                        "--web.listen-address=127.0.0.1:" + alertsPort,
                        "--cluster.listen-address="),
                environment,
                folder.resolve("alertmanager.log"));
        server = ManagedProcess.start(
                List.of(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                environment,
                folder.resolve("prometheus.log"));
    }

    /** Runs {@code alerts_test.yml}: what makes each alert fire, also those that take hours, and what does not. */
    static void testRules() throws IOException {
        Path log = Files.createTempDirectory("shema-promtool").resolve("promtool.log");
        String rules = Expressions.folder().resolve("alerts_test.yml").toString();
        ManagedProcess tests =
                ManagedProcess.start(List.of("promtool", "test", "rules", rules), Map.copyOf(System.getenv()), log);
        if (!tests.waitFor(Duration.ofMinutes(1)) || tests.exitCode() != 0) {
            throw new AssertionError(tests.lastLines());
        }
    }

    /** The answer to an instant query; fails when Prometheus does not accept it. */
    JsonNode query(String promql) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(promql + ": " + answer);
        }
        return answer.at("/data/result");
    }

    boolean isUp() throws InterruptedException {
        try {
            return query("up").size() > 0;
        } catch (IOException notYet) {
            if (!server.isAlive() || !alertmanager.isAlive()) {
                throw new AssertionError(server.lastLines() + "\n" + alertmanager.lastLines());
            }
            return false;
        }
    }

    /** Every rule as Prometheus sees it. */
    JsonNode rules() throws IOException, InterruptedException {
        return get("/api/v1/rules").at("/data/groups");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.kill();
        alertmanager.kill();
        http.close();
    }
}

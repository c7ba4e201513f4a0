package com.shemamusic.suite.link;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.observe.SteadyLoad;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** X4: the last of three services refuses everything, and must not be asked more often for it. */
public final class AmplificationTrial implements Trial {

    private static final double MOST = 1.1;

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "amplification";
    }

    @Override
    public String purpose() {
        return "Lets course-service answer 503 to enrollment-service behind the gateway: its calls stay within 1.1 of the usual (X4).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("seconds", 60, "rate", 20);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        try (Refusing refusing = new Refusing()) {
            Detour.take(suite, List.of("enrollment-service"), Map.of("COURSE_SERVICE_URL", refusing.url()));
            SteadyLoad.Ask form = form(suite);
            SteadyLoad load = new SteadyLoad(run.option("rate"), List.of(form));
            Thread.sleep(Duration.ofSeconds(run.option("seconds")));
            load.close();
            double each = (double) refusing.calls.get() / load.sent();
            run.report(
                    "forms sent / refused",
                    load.sent() + " / " + load.failures().size());
            run.report("time until refused", load.micros());
            run.report("calls at the end of the chain", refusing.calls.get());
            run.report("of these for each form", "%.2f".formatted(each));
            run.report("questions whether it is ready", refusing.probes.get());
            if (load.failures().size() < load.sent() || refusing.calls.get() == 0) {
                throw new AssertionError("the chain did not reach its end");
            }
            if (each > MOST) {
                throw new AssertionError("asked " + each + " times for each form");
            }
        }
    }

    // For a course nobody has asked for: what enrollment-service knows it need not ask.
    private static SteadyLoad.Ask form(RunningSuite suite) {
        new Callers(suite).visitor().get("/api/courses").assertStatus(200);
        return new SteadyLoad.Ask(
                "form",
                1,
                201,
                () -> HttpRequest.newBuilder(URI.create(suite.gatewayUrl() + "/api/enrollments"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString("""
                        {"course_id": "%s", "full_name": "Pendaftar", "email": "pendaftar@contoh.local",
                         "phone": "0812-3456-7890", "birth_date": "1999-05-17", "experience_level": "beginner",
                         "preferred_days": ["monday"], "time_preferences": [{"start": "15:00", "end": "17:00"}],
                         "consent": {"terms": true, "privacy": true}, "captcha_token": "pass"}""".formatted(UUID.randomUUID()))));
    }

    /** Says that it is ready, so that no breaker stays open for long, and refuses everything else. */
    private static final class Refusing implements AutoCloseable {
        final AtomicLong calls = new AtomicLong();
        final AtomicLong probes = new AtomicLong();
        private final HttpServer server;

        Refusing() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> answer(exchange, 503, calls));
            server.createContext("/health", exchange -> answer(exchange, 200, probes));
            server.start();
        }

        String url() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        private static void answer(HttpExchange exchange, int status, AtomicLong count) throws IOException {
            count.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

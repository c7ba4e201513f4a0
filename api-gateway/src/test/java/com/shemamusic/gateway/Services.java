package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Stands for the six services: real HTTP servers that answer what a test tells them to. */
final class Services {

    static final List<String> NAMES = List.of(
            "attendance-service",
            "auth-service",
            "chat-service",
            "course-service",
            "enrollment-service",
            "user-service");
    private static final Map<String, WireMockServer> SERVERS = new TreeMap<>();

    static {
        for (String name : NAMES) {
            WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                    .port(freePort())
                    .containerThreads(60)
                    .gzipDisabled(true)
                    .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.BODY_FILE));
            server.start();
            SERVERS.put(name, server);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> SERVERS.values().forEach(WireMockServer::stop)));
    }

    private Services() {}

    // Fixed, so that a service that was stopped comes back where it was.
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    static WireMockServer of(String name) {
        WireMockServer server = SERVERS.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no service " + name);
        }
        return server;
    }

    /** All answer 200 and are healthy; every session stands. */
    static void reset() {
        SERVERS.forEach((name, server) -> {
            if (!server.isRunning()) {
                server.start();
            }
            server.resetAll();
            server.stubFor(any(anyUrl()).atPriority(10).willReturn(answer(200, "{\"from\":\"" + name + "\"}")));
            server.stubFor(get("/health").willReturn(okJson("{\"status\":\"healthy\"}")));
        });
        of("auth-service")
                .stubFor(post("/internal/sessions/check").atPriority(5).willReturn(okJson("{\"active\":true}")));
    }

    static ResponseDefinitionBuilder answer(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("X-Request-ID", "from-the-service")
                .withBody(json);
    }

    /** The one request that reached a service besides health probes and token checks. */
    static LoggedRequest only(String name) {
        List<LoggedRequest> seen = requests(name);
        if (seen.size() != 1) {
            throw new AssertionError(name + " saw " + seen);
        }
        return seen.getFirst();
    }

    static List<LoggedRequest> requests(String name) {
        return of(name).getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> !request.getUrl().startsWith("/health")
                        && !request.getUrl().startsWith("/internal/sessions/check"))
                .toList();
    }

    static int requestsEverywhere() {
        return NAMES.stream().mapToInt(name -> requests(name).size()).sum();
    }

    static void register(DynamicPropertyRegistry registry) {
        SERVERS.forEach((name, server) -> registry.add(
                name.replace('-', '_').toUpperCase(Locale.ROOT) + "_URL", () -> "http://localhost:" + server.port()));
        registry.add("CORS_ALLOWED_ORIGINS", () -> "http://localhost:5173,https://shemamusic.example");
    }
}

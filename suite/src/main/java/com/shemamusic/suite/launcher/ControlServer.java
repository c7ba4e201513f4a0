package com.shemamusic.suite.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes the one order a launcher at work knows: start what is missing. On loopback, for those who can read the state. */
final class ControlServer implements AutoCloseable {
    private static final String HEADER = "X-Control-Token";
    private static final String PATH = "/start-missing";

    private final HttpServer server;
    private final String token = UUID.randomUUID().toString();
    private final AtomicReference<@Nullable RunningSuite> suite = new AtomicReference<>();

    ControlServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String token() {
        return token;
    }

    void ready(RunningSuite running) {
        suite.set(running);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst(HEADER);
            RunningSuite running = suite.get();
            if (given == null || !MessageDigest.isEqual(bytes(given), bytes(token))) {
                send(exchange, 403, "wrong token");
            } else if (running == null) {
                send(exchange, 409, "it is still starting");
            } else {
                startMissing(exchange, running);
            }
        }
    }

    private static void startMissing(HttpExchange exchange, RunningSuite running) throws IOException {
        try {
            send(exchange, 200, String.join("\n", running.startMissing()));
        } catch (RuntimeException e) {
            send(exchange, 500, String.valueOf(e.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = bytes(text);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Orders the launcher of that state to start what is missing; returns the names of what it started.
     *
     * @throws StartFailure if it could not, with its reason
     */
    static List<String> startMissing(SuiteState state) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + state.controlPort() + PATH))
                .header(HEADER, state.controlToken())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StartFailure("the running launcher could not: " + response.body());
            }
            return response.body().lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTests {

    private static final String INVALID = """
            {"error": "Mohon periksa isian.", "code": "VALIDATION_FAILED", "request_id": "req_1",
             "details": {"fields": [{"field": "name", "code": "REQUIRED", "message": "Wajib diisi."}]}}
            """;

    private HttpServer server;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api = Api.of(server.getAddress().getPort(), "course-service");
        answer("/invalid", 400, INVALID);
        answer("/plain", 409, "{\"code\": \"ROOM_NAME_TAKEN\"}");
        server.createContext("/echo", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = "{\"method\": \"%s\", \"authorization\": \"%s\", \"body\": %s}"
                    .formatted(
                            exchange.getRequestMethod(),
                            authorization,
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRequestCarriesMethodTokenAndBody() {
        ApiResponse response =
                api.as("t1").patch("/echo", "{\"name\": \"Piano\"}").assertStatus(201);

        assertThat(response.at("/method").asText()).isEqualTo("PATCH");
        assertThat(response.at("/authorization").asText()).isEqualTo("Bearer t1");
        assertThat(response.at("/body/name").asText()).isEqualTo("Piano");
        assertThat(api.as("t1")
                        .withoutToken()
                        .post("/echo", "1")
                        .at("/authorization")
                        .asText())
                .isEqualTo("null");
    }

    @Test
    void theDocumentedErrorPasses() {
        api.get("/invalid")
                .assertError(400, "VALIDATION_FAILED")
                .assertField("name", "REQUIRED")
                .assertFieldErrors(Map.of("name", "REQUIRED"));
    }

    @Test
    void anythingElseFails() {
        assertThatThrownBy(() -> api.get("/plain").assertError(409, "ROOM_NAME_TAKEN"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> api.get("/invalid").assertError(400, "OTHER")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> api.get("/invalid").assertError(409, "VALIDATION_FAILED"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> api.get("/invalid").assertFieldErrors(Map.of()))
                .isInstanceOf(AssertionError.class);
    }

    private void answer(String path, int status, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Request-ID", "req_1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}

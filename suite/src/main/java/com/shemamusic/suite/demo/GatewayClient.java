package com.shemamusic.suite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to the gateway as the dashboard and the website do; anything but success is an exception that says why. */
final class GatewayClient {

    private static final int TOO_MANY = 429;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private @Nullable String token;

    GatewayClient(URI gateway) {
        this.gateway = gateway;
    }

    /** Signs in as the demonstration's admin; what follows is done in that name. */
    void signIn(String email, String password) throws IOException, InterruptedException {
        JsonNode identity = post("/api/auth/local/sign-in", Map.of("email", email, "password", password));
        JsonNode session = post(
                "/api/auth/login", Map.of("id_token", identity.path("id_token").asText()));
        token = session.path("access_token").asText();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        while (response.statusCode() == TOO_MANY) {
            // The limits that guard the school guard it from its own demonstration too: wait as told.
            Thread.sleep(
                    1_000L * response.headers().firstValueAsLong("Retry-After").orElse(1));
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        if (response.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }
}

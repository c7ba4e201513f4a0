package com.shemamusic.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks real HTTP to a running service, as the gateway or a peer would; immutable, so it can be kept and varied. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final String service;
    private final Map<String, String> headers;

    private final @Nullable Supplier<Documentation> documentation;

    private Api(
            URI base, String service, Map<String, String> headers, @Nullable Supplier<Documentation> documentation) {
        this.base = base;
        this.service = service;
        this.headers = headers;
        this.documentation = documentation;
    }

    /** A service on a port of this machine, called without a token; {@code service} as in {@code course-service}. */
    public static Api of(int port, String service) {
        return new Api(URI.create("http://localhost:" + port), service, Map.of(), null);
    }

    /** Holds every answer to what the service itself documents. */
    Api documented() {
        return documented(() -> Documentation.of(service, this));
    }

    /** Holds every answer to this documentation. */
    public Api documented(Supplier<Documentation> by) {
        return new Api(base, service, headers, by);
    }

    int port() {
        return base.getPort();
    }

    /** Called by the gateway for a signed-in admin. */
    public Api asAdmin() {
        return as(ServiceTokenMinter.gatewayAsAdmin(service));
    }

    /** Called by the gateway for a certain admin. */
    public Api asAdmin(UUID id, String name) {
        return as(ServiceTokenMinter.gatewayAsAdmin(service, id, name));
    }

    /** Called by the gateway for a visitor. */
    public Api anonymous() {
        return as(ServiceTokenMinter.gatewayAnonymous(service));
    }

    /** Called by another service, as in {@code enrollment-service}. */
    public Api asService(String caller) {
        return as(ServiceTokenMinter.service(caller, service));
    }

    /** Called with a bearer token. */
    public Api as(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Called without any token. */
    public Api withoutToken() {
        return header("Authorization", null);
    }

    /** With a header set, or removed when the value is null. */
    public Api header(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        if (value != null) {
            changed.put(name, value);
        }
        return new Api(base, service, changed, documentation);
    }

    /** Reads; the path may carry a query, encoded already. */
    public ApiResponse get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Posts JSON. */
    public ApiResponse post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json));
    }

    /** Posts without a body. */
    public ApiResponse post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    /** Puts JSON. */
    public ApiResponse put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json));
    }

    /** Patches with JSON. */
    public ApiResponse patch(String path, String json) {
        return send("PATCH", path, BodyPublishers.ofString(json));
    }

    /** Deletes. */
    public ApiResponse delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Any method with any body; JSON unless a {@code Content-Type} header was set. */
    public ApiResponse send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).method(method, body);
        if (body.contentLength() != 0) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            ApiResponse answer =
                    new ApiResponse(method + " " + path, CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
            if (documentation != null) {
                documentation.get().hold(method, path, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        }
    }
}

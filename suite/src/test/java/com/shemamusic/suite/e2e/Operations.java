package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Every operation the services publish in their OpenAPI documents, so that a new one cannot be forgotten by a test. */
final class Operations {

    /**
     * One operation: where it is, who may call it ({@code public}, {@code admin} or {@code internal}), the names of its
     * query parameters and headers, and the fields of its body if it takes one.
     */
    record Operation(
            String service,
            String method,
            String path,
            String access,
            List<String> query,
            List<String> headers,
            List<String> fields) {

        boolean isInternal() {
            return access.equals("internal");
        }

        boolean isAdmins() {
            return access.equals("admin");
        }

        /** Whether a guest may call it who shows the token of a chat session, and no other visitor. */
        boolean isGuests() {
            return headers.contains("X-Chat-Session");
        }

        /** The path with something in each gap that leads to nothing. */
        String pathToNothing() {
            return path.replace("{service}", "course-service")
                    .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private Operations() {}

    static List<Operation> all() {
        return SharedSuite.suite().apps().stream()
                .filter(app -> !app.equals("api-gateway"))
                .flatMap(Operations::of)
                .toList();
    }

    /** What the gateway answers itself. */
    static List<Operation> ofGateway() {
        return in(
                        "api-gateway",
                        SharedSuite.visitor()
                                .get("/openapi/api-gateway")
                                .assertStatus(200)
                                .json())
                .toList();
    }

    private static Stream<Operation> of(String service) {
        return in(
                service,
                Api.of(SharedSuite.suite().url(service).getPort(), service)
                        .anonymous()
                        .get("/openapi")
                        .assertStatus(200)
                        .json());
    }

    private static Stream<Operation> in(String service, JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                service,
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue().path("x-access").asText(),
                                parameters(method.getValue(), "query"),
                                parameters(method.getValue(), "header"),
                                fields(document, method.getValue())))));
        return operations.stream();
    }

    private static List<String> parameters(JsonNode operation, String place) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    private static List<String> fields(JsonNode document, JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        if (schema.has("$ref")) {
            schema = document.at(schema.path("$ref").asText().substring(1));
        }
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}

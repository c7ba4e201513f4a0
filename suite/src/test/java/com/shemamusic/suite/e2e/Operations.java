package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Every operation the services publish in their OpenAPI documents, so that a new one cannot be forgotten by a test. */
final class Operations {

    /** One operation: where it is, the names of its query parameters, and the fields of its body if it takes one. */
    record Operation(String service, String method, String path, List<String> query, List<String> fields) {

        boolean isInternal() {
            return path.startsWith("/internal/") || path.equals("/api/users/by-email");
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

    private static Stream<Operation> of(String service) {
        JsonNode document = Api.of(SharedSuite.suite().url(service).getPort(), service)
                .anonymous()
                .get("/openapi")
                .assertStatus(200)
                .json();
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                service,
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                query(method.getValue()),
                                fields(document, method.getValue())))));
        return operations.stream();
    }

    private static List<String> query(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
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

package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Documentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Every operation the services publish in their OpenAPI documents, so that a new one cannot be forgotten by a test. */
final class Operations {

    /**
     * One operation: where it is, who may call it ({@code public}, {@code admin} or {@code internal}), the names of its
     * query parameters and headers, the fields of its body if it takes one, and how it may end: statuses of success, and
     * refusals of its own as status and code.
     */
    record Operation(
            String service,
            String method,
            String path,
            String access,
            List<String> query,
            List<String> headers,
            List<String> fields,
            List<String> outcomes) {

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

    private static final Map<String, JsonNode> DOCUMENTS = fetch();
    private static final Documentation DOCUMENTATION = new Documentation(DOCUMENTS.values());

    private Operations() {}

    static List<Operation> all() {
        return DOCUMENTS.entrySet().stream()
                .filter(document -> !document.getKey().equals("api-gateway"))
                .flatMap(document -> in(document.getKey(), document.getValue()))
                .toList();
    }

    /** What the gateway answers itself. */
    static List<Operation> ofGateway() {
        return in("api-gateway", documents().get("api-gateway")).toList();
    }

    /** Every service's document by name: the services' whole, with what only services may ask for. */
    static Map<String, JsonNode> documents() {
        return DOCUMENTS;
    }

    /** What all of them say. */
    static Documentation documentation() {
        return DOCUMENTATION;
    }

    private static Map<String, JsonNode> fetch() {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        for (String app : SharedSuite.suite().apps()) {
            Api port = Api.of(SharedSuite.suite().url(app).getPort(), app);
            ApiResponse answer = app.equals("api-gateway")
                    ? port.get("/openapi/api-gateway")
                    : port.anonymous().get("/openapi");
            documents.put(app, answer.assertStatus(200).json());
        }
        return documents;
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
                                fields(document, method.getValue()),
                                outcomes(method.getValue().path("responses"))))));
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

    private static List<String> outcomes(JsonNode responses) {
        List<String> outcomes = new ArrayList<>();
        responses.properties().forEach(response -> {
            if (response.getValue().has("x-codes")) {
                response.getValue()
                        .path("x-codes")
                        .forEach(code -> outcomes.add(response.getKey() + ":" + code.asText()));
            } else if (!response.getKey().equals("default")) {
                outcomes.add(response.getKey());
            }
        });
        outcomes.sort(null);
        return outcomes;
    }
}

package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What services say about themselves in OpenAPI, held against what they answer: every operation, status, field and
 * error code a test sees has to be documented.
 */
public final class Documentation {

    private record Operation(Pattern path, int variables, String name, JsonNode document, JsonNode documented) {}

    private static final Set<String> OF_HTTP_ITSELF = Set.of("HEAD", "OPTIONS");
    private static final Pattern FILE = Pattern.compile("text/(html|css|javascript)|image/");
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 400;
    private static final Map<String, Documentation> BY_SERVICE = new ConcurrentHashMap<>();

    private final Map<String, List<Operation>> byMethod = new ConcurrentHashMap<>();

    /** The documentation in these OpenAPI documents. */
    public Documentation(Collection<JsonNode> documents) {
        documents.forEach(document -> document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> byMethod.computeIfAbsent(
                                        method.getKey().toUpperCase(Locale.ROOT), _ -> new ArrayList<>())
                                .add(operation(path.getKey(), method.getKey(), document, method.getValue())))));
        byMethod.values().forEach(all -> all.sort(Comparator.comparingInt(Operation::variables)));
    }

    /** What this service publishes, fetched once: it is the same however the service was started. */
    static Documentation of(String service, Api api) {
        return BY_SERVICE.computeIfAbsent(
                service,
                name -> new Documentation(List.of(Api.of(api.port(), name)
                        .anonymous()
                        .get("/openapi")
                        .assertStatus(200)
                        .json())));
    }

    /** Fails unless the answer is as documented. */
    void hold(String method, String path, ApiResponse answer) {
        assertThat(objections(method, path, answer))
                .as("what the OpenAPI document does not say of %s", answer)
                .isEmpty();
    }

    private List<String> objections(String method, String path, ApiResponse answer) {
        Optional<Operation> found = find(method, path);
        if (found.isEmpty()) {
            return answer.status() >= FIRST_ERROR
                            || path.equals("/openapi")
                            || OF_HTTP_ITSELF.contains(method)
                            || isFile(answer)
                    ? List.of()
                    : List.of(method + " " + path + " is not documented");
        }
        List<String> objections = new ArrayList<>();
        Operation operation = found.get();
        boolean refused = answer.status() >= FIRST_ERROR && !isBody(operation, answer);
        if (refused) {
            refusal(operation, answer, objections);
        } else if (answer.status() != NOT_MODIFIED) {
            success(operation, answer, objections);
        }
        return objections.stream()
                .distinct()
                .map(one -> operation.name() + ": " + one)
                .toList();
    }

    private Optional<Operation> find(String method, String path) {
        String plain = path.replaceFirst("\\?.*", "");
        return byMethod.getOrDefault(method, List.of()).stream()
                .filter(operation -> operation.path().matcher(plain).matches())
                .findFirst();
    }

    // Pages and what they are made of are no operations.
    private static boolean isFile(ApiResponse answer) {
        return FILE.matcher(answer.header("Content-Type").orElse("")).lookingAt();
    }

    // The probes say with 503 how they are, in the same shape as with 200.
    private static boolean isBody(Operation operation, ApiResponse answer) {
        JsonNode response = operation.documented().path("responses").path(Integer.toString(answer.status()));
        return response.has("content") && !response.has("x-codes");
    }

    private static void refusal(Operation operation, ApiResponse answer, List<String> objections) {
        String code = answer.bytes().length == 0 ? "" : answer.at("/code").asText();
        JsonNode responses = operation.documented().path("responses");
        Stream<JsonNode> own = responses
                .path(Integer.toString(answer.status()))
                .path("x-codes")
                .valueStream();
        Stream<JsonNode> shared = Schemas.resolve(operation.document(), responses.path("default"))
                .path("x-codes")
                .path(Integer.toString(answer.status()))
                .valueStream();
        if (Stream.concat(own, shared).noneMatch(known -> known.asText().equals(code))) {
            objections.add(answer.status() + " " + code + " is not documented");
        }
    }

    private static void success(Operation operation, ApiResponse answer, List<String> objections) {
        JsonNode response = operation.documented().path("responses").path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            objections.add("status " + answer.status() + " is not documented");
            return;
        }
        JsonNode content = response.path("content");
        if (answer.bytes().length == 0) {
            if (!content.isMissingNode() && !content.isEmpty()) {
                objections.add("status " + answer.status() + " is documented with a body and came without");
            }
            return;
        }
        String type = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            objections.add("type " + type + " is not documented for status " + answer.status());
        } else if (type.endsWith("json")) {
            new Schemas(operation.document(), objections).compare("", media.path("schema"), answer.json());
        }
    }

    private static Operation operation(String path, String method, JsonNode document, JsonNode documented) {
        String pattern = Stream.of(path.split("(?=[/.])"))
                .map(part -> part.contains("{") ? "/[^/]+" : Pattern.quote(part))
                .reduce("", String::concat);
        return new Operation(
                Pattern.compile(pattern),
                (int) path.chars().filter(c -> c == '{').count(),
                method.toUpperCase(Locale.ROOT) + " " + path,
                document,
                documented);
    }
}

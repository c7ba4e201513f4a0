package com.shemamusic.suite.e2e;

import com.shemamusic.suite.e2e.Operations.Operation;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Generated malformed requests to every operation there is, and what was wrong with the answers. */
final class MalformedRequests {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "99999999999999999999",
            "1.5",
            "\"\"",
            "\"' or 1=1 --\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"2026-02-30\"",
            "\"+999999999-12-31\"",
            "\"-999999999-01-01\"",
            "\"\u00a0\"",
            "\"" + "x".repeat(10_000) + "\"",
            "[]",
            "[null, 1, {}]",
            "{}",
            "{\"x\": {\"y\": []}}");
    private static final List<String> BODIES =
            List.of("", "null", "[]", "7", "{", "{}", "{\"a\": 1, \"a\": 2}", "\"text\"", "{\"unknown_field\": 1}");
    private static final List<String> TEXTS = List.of(
            "",
            "-1",
            "0",
            "99999999999",
            "x",
            "%00",
            "%27%3B--",
            "%F0%9F%8E%B8",
            "2026-13-45",
            "%2B999999999-12-31",
            "%C2%A0",
            "a".repeat(3_000));
    private static final List<String> IDS =
            List.of("x", "0", "%00", "%2e%2e", "' or 1=1", "00000000-0000-7000-8000-000000000000");

    private final Random random = new Random(20260105);
    private final Api admin = SharedSuite.admin()
            .header("Idempotency-Key", "bad-input-" + UUID.randomUUID())
            .header("X-Chat-Session", null);

    private final List<String> wrong = new ArrayList<>();
    private int sent;

    /** Sends that many to each operation; what this leaves behind is in {@link #sent()} and {@link #wrong()}. */
    void send(int rounds) {
        List<Operation> operations = Operations.all().stream()
                .filter(operation -> !operation.path().contains("logout"))
                .toList();
        for (Operation operation : operations) {
            for (int round = 0; round < rounds; round++) {
                sent++;
                check(operation, path(operation), body(operation, round));
            }
        }
    }

    int sent() {
        return sent;
    }

    /** One line for each answer that was a 5xx, undocumented in shape, or from a path nobody may reach. */
    List<String> wrong() {
        return wrong;
    }

    private void check(Operation operation, String path, String body) {
        boolean bodiless =
                operation.method().equals("GET") || operation.method().equals("DELETE");
        ApiResponse answer = admin.send(
                operation.method(),
                path,
                bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        String said = answer.status() + " to " + operation.method() + " " + path + " " + body;
        if (answer.status() >= 500) {
            wrong.add(said + ": " + answer.text());
        } else if (answer.status() >= 400 && !documented(answer)) {
            wrong.add(said + " in another shape: " + answer.text());
        } else if (operation.isInternal() && answer.status() != 404) {
            wrong.add(said + ": reached from outside");
        }
    }

    private static boolean documented(ApiResponse answer) {
        try {
            return answer.at("/error").isTextual()
                    && answer.at("/code").asText().matches("[A-Z][A-Z_]+")
                    && answer.at("/details").isObject()
                    && answer.at("/request_id")
                            .asText()
                            .equals(answer.header("X-Request-ID").orElse(""));
        } catch (AssertionError notJson) {
            return false;
        }
    }

    private String path(Operation operation) {
        StringBuilder path = new StringBuilder();
        for (String part : operation.path().split("(?=/)")) {
            path.append(part.startsWith("/{") ? "/" + encoded(any(IDS)) : part);
        }
        char separator = '?';
        for (String name : operation.query()) {
            if (random.nextInt(3) == 0) {
                path.append(separator).append(name).append('=').append(any(TEXTS));
                separator = '&';
            }
        }
        return path.toString();
    }

    private String body(Operation operation, int round) {
        if (operation.fields().isEmpty() || round % 4 == 0) {
            return any(BODIES);
        }
        StringBuilder body = new StringBuilder("{");
        for (String field : operation.fields()) {
            if (random.nextInt(4) != 0) {
                body.append(body.length() == 1 ? "" : ", ")
                        .append('"')
                        .append(field)
                        .append("\": ")
                        .append(any(VALUES));
            }
        }
        return body.append('}').toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String encoded(String id) {
        return id.replace(" ", "%20");
    }
}

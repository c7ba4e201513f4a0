package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.e2e.Operations.Operation;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says there is, what the contract says there is, and what there is: the same. */
class DocumentedE2E {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> BEYOND_THE_CONTRACT = List.of(
            "GET /health/live",
            "GET /health/ready",
            "GET /api/attendance/conflicts",
            "GET /api/attendance/schedules/{}/sheet");
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final List<Operation> documented = Stream.concat(Operations.all().stream(), Operations.ofGateway().stream())
            .filter(operation -> !operation.isInternal())
            .toList();

    @Test
    void documentsEveryOperationOfTheContract() throws IOException {
        List<String> contract = contract().map(DocumentedE2E::nameOf).toList();
        List<String> published = documented.stream()
                .map(operation -> nameless(operation.toString()))
                .toList();
        assertThat(published).containsAll(contract);
        assertThat(published)
                .as("what goes beyond the contract")
                .filteredOn(operation -> !contract.contains(operation))
                .isSubsetOf(BEYOND_THE_CONTRACT);
    }

    /** A line of the file is an operation, its statuses of success, and the refusals it has of its own. */
    @Test
    void documentsTheStatusesAndCodesOfTheContract() throws IOException {
        List<String> published = documented.stream()
                .map(operation -> nameless(operation + " " + String.join(" ", operation.outcomes())))
                .toList();
        assertThat(published)
                .containsAll(contract().map(DocumentedE2E::nameless).toList());
    }

    @Test
    void answersEveryDocumentedOperation() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : documented) {
            ApiResponse answer = send(operation.method(), operation.pathToNothing());
            boolean unknown =
                    answer.status() == 404 && answer.at("/code").asText().equals("ROUTE_NOT_FOUND");
            if (unknown || answer.status() == 405 || answer.status() >= 500) {
                missing.add(answer.toString());
            }
        }
        assertThat(missing).as("of %d operations", documented.size()).isEmpty();
    }

    @Test
    void answersNoOtherMethodWhereSomethingIsDocumented() {
        List<String> open = new ArrayList<>();
        for (Operation operation : documented) {
            String path = operation.pathToNothing();
            for (String method : METHODS) {
                if (documented.stream().noneMatch(other -> other.method().equals(method) && fits(other, path))) {
                    ApiResponse answer = send(method, path);
                    if (answer.status() != 405 || !answer.at("/code").asText().equals("METHOD_NOT_ALLOWED")) {
                        open.add(answer.toString());
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void publishesForEveryServiceWhatCanBeReachedFromOutside() {
        for (String service : SharedSuite.suite().apps()) {
            ApiResponse document =
                    SharedSuite.visitor().get("/openapi/" + service).assertStatus(200);
            List<String> expected = documented.stream()
                    .filter(operation -> operation.service().equals(service))
                    .map(Operation::path)
                    .filter(path -> service.equals("api-gateway") || !path.startsWith("/health"))
                    .distinct()
                    .toList();
            assertThat(document.at("/paths").fieldNames())
                    .toIterable()
                    .as(service)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        SharedSuite.visitor().get("/openapi/no-service").assertError(404, "ROUTE_NOT_FOUND");
    }

    @Test
    void showsThePageWithoutHelpFromElsewhere() {
        ApiResponse page = SharedSuite.visitor().get("/docs").assertStatus(200);
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        List<String> links = LINK.matcher(page.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        // What the page is made of is part of it, and has no documentation of its own.
        Api browser = Api.of(SharedSuite.suite().gatewayUrl().getPort(), "api-gateway");
        assertThat(links).hasSizeGreaterThan(3).allMatch(link -> link.startsWith("/docs/"));
        for (String link : links) {
            assertThat(browser.get(link).assertStatus(200).bytes()).as(link).isNotEmpty();
        }
        String script = browser.get("/docs/docs.js").text();
        assertThat(SharedSuite.suite().apps())
                .allSatisfy(app -> assertThat(script).contains("\"" + app + "\""));
    }

    // Each in a session of its own: one of the operations ends it.
    private static ApiResponse send(String method, String path) {
        Api admin = path.endsWith("/logout") ? SharedSuite.newSession() : SharedSuite.admin();
        boolean bodiless = method.equals("GET") || method.equals("DELETE");
        return admin.send(
                method,
                path,
                bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"no_such_field\": true}"));
    }

    private static boolean fits(Operation operation, String path) {
        String pattern = Stream.of(operation.path().split("(?=/)"))
                .map(part -> part.contains("{") ? "/[^/]+" : Pattern.quote(part))
                .reduce("", String::concat);
        return path.matches(pattern);
    }

    private static Stream<String> contract() throws IOException {
        try (InputStream file = DocumentedE2E.class.getResourceAsStream("/operations.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    private static String nameOf(String line) {
        return nameless(line.replaceFirst("^(\\S+ \\S+).*", "$1"));
    }

    private static String nameless(String operation) {
        return operation.replaceAll("\\{[^}]+}", "{}");
    }
}

package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.suite.e2e.Operations.Operation;
import com.shemamusic.suite.e2e.Strangers.Stranger;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTokenMinter;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation there is, asked for by every kind of caller: who may, and nobody else (S1). */
class AccessMatrixE2E {

    // Refused before anything happens, should a caller get that far.
    private static final String BODY = "{\"no_such_field\": true}";

    private final List<Operation> operations = Stream.concat(Operations.all().stream(), Operations.ofGateway().stream())
            .toList();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyOperationSaysWhoMayCallIt() {
        assertThat(operations).hasSizeGreaterThan(100);
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.access())
                        .as("%s of %s", operation, operation.service())
                        .isIn("public", "admin", "internal"));
        assertThat(operations).filteredOn(Operation::isInternal).isNotEmpty();
    }

    @Test
    void refusesEveryoneWhoShowsABearerThatCannotBeBelieved() {
        for (Stranger stranger : Strangers.all()) {
            Api caller = SharedSuite.visitor().as(stranger.bearer());
            for (Operation operation : operations) {
                ApiResponse answer = send(caller, operation);
                if (operation.isInternal()) {
                    expect(stranger.name(), operation, answer, 404, "ROUTE_NOT_FOUND");
                } else if (ignoresBearers(operation)) {
                    let(stranger.name(), operation, answer);
                } else {
                    expect(stranger.name(), operation, answer, stranger.status(), stranger.code());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void letsVisitorsDoWhatIsPublicAndNothingElse() {
        for (Operation operation : operations) {
            ApiResponse answer = send(SharedSuite.visitor(), operation);
            if (operation.isInternal()) {
                expect("a visitor", operation, answer, 404, "ROUTE_NOT_FOUND");
            } else if (operation.isAdmins() || operation.isGuests()) {
                expect("a visitor", operation, answer, 401, "AUTH_REQUIRED");
            } else {
                let("a visitor", operation, answer);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void letsAnAdminDoEverythingButWhatServicesAskOfEachOther() {
        String email = "leaving@contoh.local";
        Strangers.invite(email);
        for (Operation operation : operations) {
            // Some operations end the session they are called with.
            String identity =
                    SharedSuite.identityToken(operation.path().contains("logout") ? email : SharedSuite.ADMIN);
            String access = SharedSuite.signIn(identity)
                    .assertStatus(200)
                    .at("/access_token")
                    .asText();
            for (String bearer : List.of(access, identity)) {
                ApiResponse answer = send(SharedSuite.visitor().as(bearer), operation);
                if (operation.isInternal()) {
                    expect("an admin", operation, answer, 404, "ROUTE_NOT_FOUND");
                } else {
                    let("an admin", operation, answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void servicesAnswerNobodyButTheGatewayAndThoseOnTheList() {
        String access = SharedSuite.signIn(SharedSuite.identityToken(SharedSuite.ADMIN))
                .assertStatus(200)
                .at("/access_token")
                .asText();
        for (Operation operation : operations) {
            String service = operation.service();
            if (service.equals("api-gateway") || operation.path().startsWith("/health")) {
                continue;
            }
            Api port = Api.of(SharedSuite.suite().url(service).getPort(), service);
            expect("nobody", operation, send(port, operation), 401, "AUTH_REQUIRED");
            Map.of(
                            "garbage", "garbage",
                            "an admin's access token", access,
                            "a token that is not signed", ServiceTokenMinter.unsigned("api-gateway", service),
                            "a token of another secret", ServiceTokenMinter.wrongSecret("api-gateway", service),
                            "a token for another service", ServiceTokenMinter.wrongAudience("api-gateway"))
                    .forEach((name, token) ->
                            expect(name, operation, send(port.as(token), operation), 401, "AUTH_TOKEN_INVALID"));
            String expired = ServiceTokenMinter.expired("api-gateway", service);
            expect("an expired token", operation, send(port.as(expired), operation), 401, "AUTH_TOKEN_EXPIRED");
            String otherScope = ServiceTokenMinter.wrongScope("api-gateway", service);
            expect("a token of another scope", operation, send(port.as(otherScope), operation), 403, "AUTH_FORBIDDEN");
            Api stranger = port.asService("stranger-service");
            expect("a service not on the list", operation, send(stranger, operation), 403, "AUTH_FORBIDDEN");
            String claiming = ServiceTokenMinter.serviceClaimingAdmin("stranger-service", service);
            expect("one that claims an admin", operation, send(port.as(claiming), operation), 403, "AUTH_FORBIDDEN");
            if (operation.isAdmins()) {
                ApiResponse answer = send(port.anonymous(), operation);
                expect("the gateway for a visitor", operation, answer, 401, "AUTH_REQUIRED");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean ignoresBearers(Operation operation) {
        return operation.path().startsWith("/health")
                || operation.path().startsWith("/docs")
                || operation.path().startsWith("/openapi");
    }

    private static ApiResponse send(Api caller, Operation operation) {
        boolean bodiless =
                operation.method().equals("GET") || operation.method().equals("DELETE");
        return caller.send(
                operation.method(),
                operation.pathToNothing(),
                bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(BODY));
    }

    private void expect(String caller, Operation operation, ApiResponse answer, int status, String code) {
        String said = answer.text().isEmpty() ? "" : code(answer);
        if (answer.status() != status || !said.equals(code)) {
            wrong.add("%s at %s should get %d %s: %s".formatted(caller, operation, status, code, answer));
        }
    }

    /** Let in: whatever was wrong then was not who asked. */
    private void let(String caller, Operation operation, ApiResponse answer) {
        boolean refused = answer.status() == 401 || answer.status() == 403 || answer.status() >= 500;
        if (refused || (answer.status() == 404 && code(answer).equals("ROUTE_NOT_FOUND"))) {
            wrong.add("%s at %s should be let in: %s".formatted(caller, operation, answer));
        }
    }

    private static String code(ApiResponse answer) {
        JsonNode code = answer.at("/code");
        return code.isTextual() ? code.asText() : "";
    }
}

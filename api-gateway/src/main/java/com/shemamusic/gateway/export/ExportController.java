package com.shemamusic.gateway.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.ServiceClient;
import com.shemamusic.gateway.upstream.ServiceClient.Answer;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.security.AdminOnly;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Everything the suite holds about a person, by service. It is whole or not at all: a part that is missing because its service
 * was down would look like nothing being held there.
 */
@RestController
@AdminOnly
final class ExportController {

    private static final String OWNER = "user-service";
    private static final List<String> SERVICES = List.of(
            OWNER, "auth-service", "course-service", "enrollment-service", "chat-service", "attendance-service");
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int NOT_FOUND = 404;
    private final ServiceClient services;
    private final ObjectMapper mapper;
    private final Clock clock;

    ExportController(ServiceClient services, ObjectMapper mapper, Clock clock) {
        this.services = services;
        this.mapper = mapper;
        this.clock = clock;
    }

    @GetMapping("/api/users/{id}/export")
    Mono<JsonNode> export(@PathVariable String id, ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        UUID person = id(id);
        return Flux.fromIterable(SERVICES)
                .flatMap(service -> services.get(
                                service, "/internal/people/" + person + "/export", call.actor(), call, PATIENCE)
                        .map(answer -> Map.entry(service, part(service, answer))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(parts -> compose(person, parts));
    }

    private JsonNode part(String service, Answer answer) {
        if (answer.isSuccess()) {
            return answer.body();
        }
        if (answer.status() == NOT_FOUND) {
            if (service.equals(OWNER)) {
                throw ApiException.notFound("USER_NOT_FOUND");
            }
            return mapper.createObjectNode();
        }
        throw ApiException.unavailable(service);
    }

    private JsonNode compose(UUID person, Map<String, JsonNode> parts) {
        ObjectNode export = mapper.createObjectNode();
        export.put("id", person.toString());
        export.put("exported_at", clock.instant().toString());
        ObjectNode data = export.putObject("services");
        SERVICES.forEach(service -> data.set(service, parts.get(service)));
        return export;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw FieldErrors.of("id", "INVALID");
        }
    }
}

package com.shemamusic.gateway.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.ServiceClient;
import com.shemamusic.gateway.upstream.ServiceClient.Answer;
import com.shemamusic.gateway.upstream.Upstream;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What services could not act on, newest failure first; a service that does not answer is named in {@code degraded}. */
@RestController
@AdminOnly
final class DeadLetterController {

    private record Letters(String service, boolean answered, List<JsonNode> letters) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterController.class);
    private static final String DATABASE_DOWN = "DB_UNAVAILABLE";
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int NOT_FOUND = 404;
    private static final int AT_ONCE = 16;
    private final UpstreamRegistry upstreams;
    private final ServiceClient services;
    private final ObjectMapper mapper;

    DeadLetterController(UpstreamRegistry upstreams, ServiceClient services, ObjectMapper mapper) {
        this.upstreams = upstreams;
        this.services = services;
        this.mapper = mapper;
    }

    @GetMapping("/api/admin/dead-letters")
    Mono<JsonNode> list(ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        Paging paging = paging(exchange);
        return Flux.fromIterable(upstreams.all())
                .flatMap(upstream -> lettersOf(upstream, call), AT_ONCE)
                .collectList()
                .map(all -> compose(all, paging));
    }

    @PostMapping("/api/admin/dead-letters/{service}/{eventId}/replay")
    Mono<ResponseEntity<JsonNode>> replay(
            @PathVariable String service, @PathVariable String eventId, ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        if (upstreams.find(service) == null || !isId(eventId)) {
            throw ApiException.notFound("DEAD_LETTER_NOT_FOUND");
        }
        String path = "/internal/dead-letters/" + eventId + "/replay";
        return services.post(service, path, null, call.actor(), call, PATIENCE).map(answer -> {
            if (answer.isSuccess()) {
                return ResponseEntity.status(HttpStatus.ACCEPTED).body(answer.body());
            }
            throw answer.status() == NOT_FOUND
                    ? ApiException.notFound("DEAD_LETTER_NOT_FOUND")
                    : failed(service, answer);
        });
    }

    private static ApiException failed(String service, Answer answer) {
        String code = answer.body().path("code").asText();
        LOG.warn("{} answered a replay with {} {}", service, answer.status(), code);
        return code.equals(DATABASE_DOWN)
                ? new ApiException(HttpStatus.SERVICE_UNAVAILABLE, DATABASE_DOWN).header("Retry-After", "1")
                : ApiException.unavailable(service);
    }

    // A service that takes no events keeps no dead letters, and says so with 404.
    private Mono<Letters> lettersOf(Upstream upstream, Call call) {
        return services.get(upstream.name(), "/internal/dead-letters", call.actor(), call, PATIENCE)
                .map(answer -> read(upstream.name(), answer))
                .onErrorReturn(new Letters(upstream.name(), false, List.of()));
    }

    private static Letters read(String service, Answer answer) {
        List<JsonNode> letters = new ArrayList<>();
        answer.body().path("data").forEach(letters::add);
        return new Letters(service, answer.isSuccess() || answer.status() == NOT_FOUND, letters);
    }

    private JsonNode compose(List<Letters> all, Paging paging) {
        List<JsonNode> letters = new ArrayList<>();
        TreeSet<String> degraded = new TreeSet<>();
        for (Letters one : all) {
            letters.addAll(one.letters());
            if (!one.answered()) {
                degraded.add(one.service());
            }
        }
        letters.sort(Comparator.comparing(
                        (JsonNode letter) -> letter.path("failed_at").asText())
                .reversed());
        Page<JsonNode> part = Page.of(letters, paging);
        ObjectNode page = mapper.createObjectNode();
        page.putArray("data").addAll(part.data());
        page.putObject("meta")
                .put("page", part.meta().page())
                .put("size", part.meta().size())
                .put("total", part.meta().total())
                .putNull("next_cursor");
        ArrayNode names = page.putArray("degraded");
        degraded.forEach(names::add);
        return page;
    }

    private static Paging paging(ServerWebExchange exchange) {
        Map<String, String[]> parameters = new HashMap<>();
        exchange.getRequest()
                .getQueryParams()
                .forEach((name, values) -> parameters.put(
                        name,
                        values.stream()
                                .map(value -> Objects.requireNonNullElse(value, ""))
                                .toArray(String[]::new)));
        FieldErrors errors = new FieldErrors();
        Paging paging = Paging.of(parameters, errors);
        errors.throwIfAny();
        return paging;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}

package com.shemamusic.gateway.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.ServiceClient;
import com.shemamusic.shared.security.AdminOnly;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The admin's first page: all services are asked at once, and what one does not answer is null. */
@RestController
@AdminOnly
final class DashboardController {

    /** One question and the answer, null when there was none. */
    private record Part(Question question, JsonNode answer) {}

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int AT_ONCE = 16;
    private final ServiceClient services;
    private final ObjectMapper mapper;
    private final Clock clock;

    DashboardController(ServiceClient services, ObjectMapper mapper, Clock clock) {
        this.services = services;
        this.mapper = mapper;
        this.clock = clock;
    }

    @GetMapping("/api/admin/dashboard")
    Mono<JsonNode> dashboard(ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        return Flux.fromArray(Question.values())
                .flatMap(question -> ask(question, call), AT_ONCE)
                .collectMap(Part::question, Part::answer)
                .map(this::compose);
    }

    private Mono<Part> ask(Question question, Call call) {
        return services.get(question.service(), question.path(), call.actor(), call, PATIENCE)
                .map(answer -> new Part(question, answer.isSuccess() ? answer.body() : NullNode.getInstance()))
                .onErrorReturn(new Part(question, NullNode.getInstance()));
    }

    private JsonNode compose(Map<Question, JsonNode> answers) {
        ObjectNode page = mapper.createObjectNode();
        ObjectNode stats = page.putObject("stats");
        TreeSet<String> degraded = new TreeSet<>();
        for (Question question : Question.values()) {
            JsonNode answer = answers.getOrDefault(question, NullNode.getInstance());
            JsonNode shown = answer.path(question.field());
            if (answer.isNull() || shown.isMissingNode()) {
                degraded.add(question.service());
                shown = NullNode.getInstance();
            }
            (question.isFigure() ? stats : page).set(question.shownAs(), shown);
        }
        ArrayNode names = page.putArray("degraded");
        degraded.forEach(names::add);
        page.put("timestamp", clock.instant().toString());
        return page;
    }
}

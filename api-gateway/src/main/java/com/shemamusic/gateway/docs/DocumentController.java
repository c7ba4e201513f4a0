package com.shemamusic.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.route.RouteTable;
import com.shemamusic.gateway.upstream.ServiceClient;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.PublicAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The OpenAPI documents, without what cannot be reached from outside; each is fetched anew after a while. */
@RestController
@PublicAccess
final class DocumentController {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private final Map<String, Mono<JsonNode>> documents = new ConcurrentHashMap<>();
    private final UpstreamRegistry upstreams;
    private final ServiceClient services;
    private final JsonNode own;

    DocumentController(UpstreamRegistry upstreams, ServiceClient services, ObjectMapper mapper) throws IOException {
        this.upstreams = upstreams;
        this.services = services;
        this.own = mapper.readTree(new ClassPathResource("docs/openapi.json").getContentAsByteArray());
    }

    @GetMapping("/openapi/{service}")
    Mono<JsonNode> document(@PathVariable String service, ServerWebExchange exchange) {
        if (service.equals("api-gateway")) {
            return Mono.just(own);
        }
        if (upstreams.find(service) == null) {
            throw ApiException.notFound("ROUTE_NOT_FOUND");
        }
        Call call = Call.of(exchange);
        return documents.computeIfAbsent(
                service,
                name -> fetch(name, call).cache(document -> KEPT, failure -> Duration.ZERO, () -> Duration.ZERO));
    }

    private Mono<JsonNode> fetch(String service, Call call) {
        return services.get(service, "/openapi", Actor.ANONYMOUS, call, PATIENCE)
                .map(answer -> {
                    if (!answer.isSuccess() || !(answer.body() instanceof ObjectNode document)) {
                        throw ApiException.unavailable(service);
                    }
                    return asSeenFromOutside(service, document);
                });
    }

    private static JsonNode asSeenFromOutside(String service, ObjectNode document) {
        document.putArray("servers").addObject().put("url", "/");
        if (document.path("paths") instanceof ObjectNode paths) {
            List<String> hidden = new ArrayList<>();
            paths.fieldNames().forEachRemaining(path -> {
                if (!service.equals(RouteTable.service(path))) {
                    hidden.add(path);
                }
            });
            paths.remove(hidden);
        }
        return document;
    }
}

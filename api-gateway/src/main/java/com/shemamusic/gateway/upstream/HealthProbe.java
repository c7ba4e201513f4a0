package com.shemamusic.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks services how they are; a service that answers again while its breaker is open is tried at once. */
@Component
final class HealthProbe {

    /** What a service says about itself. */
    enum Health {
        HEALTHY,
        DEGRADED,
        GONE
    }

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final WebClient http;

    HealthProbe(WebClient.Builder builder) {
        this.http = builder.clone().clientConnector(Connectors.plain()).build();
    }

    /**
     * While its breaker is open a service is asked every second how it is; and each of several addresses whether it is
     * ready, so that one that is about to stop is left out before it does.
     */
    void watch(Upstream upstream) {
        Flux.interval(Duration.ZERO, PATIENCE)
                .onBackpressureDrop()
                .filter(tick -> upstream.addresses().isChoice())
                .concatMap(tick -> lookAtEach(upstream), 1)
                .subscribe();
        upstream.breaker().getEventPublisher().onStateTransition(change -> {
            if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                Flux.interval(PATIENCE)
                        .takeWhile(tick -> upstream.breaker().getState() == CircuitBreaker.State.OPEN)
                        .onBackpressureDrop()
                        .concatMap(tick -> ask(upstream), 1)
                        .subscribe();
            }
        });
    }

    private Mono<Void> lookAtEach(Upstream upstream) {
        return Flux.fromIterable(upstream.addresses().all())
                .flatMap(address -> http.get()
                        .uri(address + "/health/ready")
                        .exchangeToMono(answer -> answer.releaseBody()
                                .thenReturn(answer.statusCode().is2xxSuccessful()))
                        .timeout(PATIENCE)
                        .onErrorReturn(false)
                        .doOnNext(ready -> upstream.addresses().ready(address, ready)))
                .then();
    }

    /** The best answer of its addresses, within a second. */
    Mono<Health> ask(Upstream upstream) {
        return Flux.fromIterable(upstream.addresses().all())
                .flatMap(address -> http.get()
                        .uri(address + "/health")
                        .retrieve()
                        .bodyToMono(JsonNode.class)
                        .map(body -> "healthy".equals(body.path("status").asText()) ? Health.HEALTHY : Health.DEGRADED)
                        .timeout(PATIENCE)
                        .onErrorReturn(Health.GONE))
                .reduce((one, other) -> one.compareTo(other) <= 0 ? one : other)
                .defaultIfEmpty(Health.GONE)
                .doOnNext(health -> {
                    if (health != Health.GONE && upstream.breaker().getState() == CircuitBreaker.State.OPEN) {
                        upstream.breaker().transitionToHalfOpenState();
                    }
                });
    }
}

package com.shemamusic.gateway.edge;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Ends each kept connection with its next answer once readiness is off: who goes on using one until the server stops
 * may have a request on its way at that very moment, which would be lost.
 */
@Component
final class DrainFilter implements WebFilter, Ordered {

    private final ApplicationAvailability availability;

    DrainFilter(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 101;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The answer that opens a socket says "Connection: upgrade"; open sockets are told in their own way.
        if (exchange.getRequest().getHeaders().getUpgrade() == null) {
            exchange.getResponse().beforeCommit(() -> {
                if (availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC) {
                    exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
                }
                return Mono.empty();
            });
        }
        return chain.filter(exchange);
    }
}

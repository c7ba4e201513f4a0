package com.shemamusic.gateway.limit;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.error.ApiException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Holds every caller to the limits, and then answers those whose token was not believed. */
@Component
final class RateLimitFilter implements WebFilter, Ordered {

    private final RateLimiter limiter;

    RateLimitFilter(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 600;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Call call = Call.of(exchange);
        if (call.path().startsWith("/health") || HttpMethod.OPTIONS.equals(call.method())) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getResponse().getHeaders();
        return limiter.admit(call)
                .doOnTerminate(() -> {
                    headers.set("X-RateLimit-Limit", Long.toString(call.limit()));
                    headers.set("X-RateLimit-Remaining", Long.toString(call.limitLeft()));
                })
                .then(Mono.defer(() -> {
                    ApiException refusal = call.refusal();
                    return refusal == null ? chain.filter(exchange) : Mono.error(refusal);
                }));
    }
}

package com.shemamusic.gateway.security;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.limit.RateLimiter;
import com.shemamusic.shared.error.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Finds out who asks. A bearer that is sent must be good, on public paths too; the refusal is kept and answered after
 * the rate limit, so that guessing tokens is limited like everything else.
 */
@Component
final class BearerFilter implements WebFilter, Ordered {

    private final Tokens tokens;
    private final RateLimiter limiter;
    private final Counter refused;

    BearerFilter(Tokens tokens, RateLimiter limiter, MeterRegistry metrics) {
        this.tokens = tokens;
        this.limiter = limiter;
        this.refused = Counter.builder("shema.token.refused")
                .description("bearer tokens that were not believed")
                .register(metrics);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 400;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Call call = Call.of(exchange);
        if (ignoresTokens(call.path())) {
            return chain.filter(exchange);
        }
        Bearer.Found found = Bearer.in(exchange.getRequest().getHeaders());
        if (found == null) {
            return chain.filter(exchange);
        }
        Mono<Admin> verified = tokens.isCheap(found.token())
                ? tokens.verify(found.token(), call)
                : limiter.admit(call).then(Mono.defer(() -> tokens.verify(found.token(), call)));
        return verified.doOnNext(
                        admin -> call.identify(admin.actor(), admin.sessionId(), admin.expiresAt(), found.token()))
                .then()
                .onErrorResume(ApiException.class, refusal -> {
                    refused.increment();
                    call.refuse(refusal);
                    return Mono.empty();
                })
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static boolean ignoresTokens(String path) {
        return path.startsWith("/health") || path.startsWith("/docs") || path.startsWith("/openapi");
    }
}

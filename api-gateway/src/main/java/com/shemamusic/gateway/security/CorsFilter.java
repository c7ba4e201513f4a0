package com.shemamusic.gateway.security;

import com.shemamusic.shared.error.ApiException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Which origins a browser may call from, compared letter by letter; sockets too. A request without an origin does not
 * come from a page of somebody else. Credentials are never allowed: tokens travel in a header that a page sets itself.
 */
@Component
final class CorsFilter implements WebFilter, Ordered {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Authorization, Content-Type, Accept, Accept-Language, If-Match, If-None-Match, Idempotency-Key,"
                    + " X-Request-ID, X-Chat-Session, traceparent, tracestate";
    private static final String EXPOSED = "X-Request-ID, ETag, Location, Retry-After, X-RateLimit-Limit,"
            + " X-RateLimit-Remaining, Idempotency-Replayed, Content-Disposition";
    private static final String MAX_AGE = "600";
    private final Set<String> allowed;

    CorsFilter(SecurityProperties properties) {
        this.allowed = Set.copyOf(properties.allowedOrigins());
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 200;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders asked = exchange.getRequest().getHeaders();
        HttpHeaders answer = exchange.getResponse().getHeaders();
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!asked.containsKey(HttpHeaders.ORIGIN)) {
            return chain.filter(exchange);
        }
        String origin = asked.getFirst(HttpHeaders.ORIGIN);
        if (origin == null || asked.getOrEmpty(HttpHeaders.ORIGIN).size() != 1 || !allowed.contains(origin)) {
            return Mono.error(ApiException.forbidden("AUTH_FORBIDDEN"));
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        boolean preflight = HttpMethod.OPTIONS.equals(exchange.getRequest().getMethod())
                && asked.containsKey(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (preflight) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            return exchange.getResponse().setComplete();
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        return chain.filter(exchange);
    }
}

package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.error.ApiException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Decides who answers; a path nobody answers, and a service-only path, is 404 before anything is asked of anybody. */
@Component
final class RouteFilter implements WebFilter, Ordered {

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 300;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Call call = Call.of(exchange);
        String path = call.path();
        if (!OwnPaths.isOwn(path)) {
            String service = RouteTable.service(path);
            if (service == null) {
                return Mono.error(ApiException.notFound("ROUTE_NOT_FOUND"));
            }
            if (!METHODS.contains(call.method())) {
                return Mono.error(new ApiException(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED")
                        .header(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
            }
            ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                    .ifPresent(measured -> measured.setPathPattern(RouteTable.pattern(path)));
            call.leadsTo(service, Budgets.of(exchange.getRequest(), path));
        }
        return chain.filter(exchange);
    }
}

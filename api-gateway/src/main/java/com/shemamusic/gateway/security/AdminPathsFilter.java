package com.shemamusic.gateway.security;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.error.ApiException;
import java.util.function.Predicate;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What the gateway itself answers to admins only; the services guard their own operations. */
@Component
final class AdminPathsFilter implements WebFilter, Ordered {

    private static final Predicate<String> ADMINS = path -> path.startsWith("/api/admin/")
            || path.equals("/api/chat/admin")
            || (path.startsWith("/api/users/") && path.endsWith("/export"));

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 700;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Call call = Call.of(exchange);
        return call.actor().isAdmin() || !ADMINS.test(call.path())
                ? chain.filter(exchange)
                : Mono.error(ApiException.unauthorized("AUTH_REQUIRED"));
    }
}

package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Call;
import java.util.Map;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the route {@link RouteFilter} chose, instead of asking one after the other whether it fits, and before the gateway's own pages are tried. */
final class ChosenRoute extends RoutePredicateHandlerMapping {

    private final Map<String, Route> byService;

    ChosenRoute(
            FilteringWebHandler handler,
            RouteLocator locator,
            GlobalCorsProperties cors,
            Environment environment,
            Map<String, Route> byService) {
        super(handler, locator, cors, environment);
        this.byService = byService;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        Call call = Call.find(exchange);
        return call == null || call.service() == null ? Mono.empty() : super.getHandlerInternal(exchange);
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        String service = Call.of(exchange).service();
        return service == null ? Mono.empty() : Mono.justOrEmpty(byService.get(service));
    }
}

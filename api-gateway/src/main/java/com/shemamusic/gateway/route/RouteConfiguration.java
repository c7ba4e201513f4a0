package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.Upstream;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;

/** One route per service; which one was decided by {@link RouteFilter}, the address is taken by {@link ProxyFilter}. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    RouteLocator routes(UpstreamRegistry upstreams) {
        List<Route> routes =
                upstreams.all().stream().map(RouteConfiguration::routeTo).toList();
        return () -> Flux.fromIterable(routes);
    }

    @Bean
    RoutePredicateHandlerMapping chosenRoute(
            FilteringWebHandler handler,
            RouteLocator locator,
            GlobalCorsProperties cors,
            Environment environment,
            UpstreamRegistry upstreams) {
        Map<String, Route> byService =
                upstreams.all().stream().collect(Collectors.toMap(Upstream::name, RouteConfiguration::routeTo));
        return new ChosenRoute(handler, locator, cors, environment, byService);
    }

    private static Route routeTo(Upstream upstream) {
        return Route.async()
                .id(upstream.name())
                .uri(URI.create("http://" + upstream.name()))
                .predicate(exchange -> upstream.name().equals(Call.of(exchange).service()))
                .build();
    }
}

package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import java.net.URI;
import java.util.List;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** One route per service; which one was decided by {@link RouteFilter}, the address is taken by {@link ProxyFilter}. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    RouteLocator routes(UpstreamRegistry upstreams) {
        List<Route> routes = upstreams.all().stream()
                .map(upstream -> Route.async()
                        .id(upstream.name())
                        .uri(URI.create("http://" + upstream.name()))
                        .predicate(exchange ->
                                upstream.name().equals(Call.of(exchange).service()))
                        .build())
                .toList();
        return () -> Flux.fromIterable(routes);
    }
}

package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import java.util.Objects;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Holds a place of the service's bulkhead until the answer has been passed on to its end. */
@Component
final class BulkheadFilter implements GlobalFilter, Ordered {

    // Outside of the filter that writes the answer, which stands at -1.
    private static final int ORDER = -2;
    private final UpstreamRegistry upstreams;

    BulkheadFilter(UpstreamRegistry upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        boolean slow = call.budget().equals(Budgets.EXPORT);
        return upstreams.get(Objects.requireNonNull(call.service())).limited(chain.filter(exchange), slow);
    }
}

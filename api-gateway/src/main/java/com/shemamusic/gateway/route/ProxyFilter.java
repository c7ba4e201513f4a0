package com.shemamusic.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.CallHeaders;
import com.shemamusic.gateway.upstream.CallLog;
import com.shemamusic.gateway.upstream.Upstream;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.trace.Traces;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Sends a request on: picks the address, keeps the time, minds the breaker, and asks once more when a GET could not
 * even connect. A refusal that the service made itself, of whatever status, is an answer and no failure.
 */
@Component
final class ProxyFilter implements GlobalFilter, Ordered {

    /** The attribute that holds the trace as the service is to continue it. */
    static final String TRACEPARENT = ProxyFilter.class.getName() + ".traceparent";

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    // After the framework has taken the route's address, before anything is sent.
    private static final int ORDER = 10_200;
    private final UpstreamRegistry upstreams;
    private final Traces traces;
    private final CallLog log = new CallLog();

    ProxyFilter(UpstreamRegistry upstreams, Traces traces) {
        this.upstreams = upstreams;
        this.traces = traces;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        Upstream upstream = upstreams.get(Objects.requireNonNull(call.service()));
        long start = System.nanoTime();
        Traced way = traces.call(call.method().name(), upstream.name(), call.traceparent());
        exchange.getAttributes().put(TRACEPARENT, String.valueOf(way.traceparent()));
        Mono<ServerWebExchange> sent = attempt(exchange, chain, call, upstream);
        if (HttpMethod.GET.equals(call.method())) {
            sent = sent.onErrorResume(
                    ProxyFilter::couldNotConnect, failure -> attempt(exchange, chain, call, upstream));
        }
        return sent.doOnSuccess(done -> log(call, exchange, upstream, start))
                .doOnError(failure -> log(call, exchange, upstream, start))
                .doFinally(end -> {
                    way.status(status(exchange));
                    way.end();
                })
                .then();
    }

    private static Mono<ServerWebExchange> attempt(
            ServerWebExchange exchange, GatewayFilterChain chain, Call call, Upstream upstream) {
        return upstream.attempt(
                call.remaining(),
                address -> {
                    exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
                    exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, target(exchange, address));
                    return chain.filter(exchange).thenReturn(exchange).onErrorMap(failure -> cause(call, failure));
                },
                ProxyFilter::cameFromNobody);
    }

    private static URI target(ServerWebExchange exchange, URI address) {
        URI asked = exchange.getRequest().getURI();
        String query = asked.getRawQuery();
        return URI.create(address + asked.getRawPath() + (query == null ? "" : "?" + query));
    }

    private static Throwable cause(Call call, Throwable failure) {
        if (call.bodyTooLarge()) {
            return new ApiException(HttpStatus.PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE");
        }
        boolean late = failure instanceof ReadTimeoutException
                || (failure instanceof ResponseStatusException status
                        && status.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT));
        return late ? new TimeoutException() : failure;
    }

    private static boolean couldNotConnect(Throwable failure) {
        return failure.getCause() instanceof ConnectException || failure.getCause() instanceof UnknownHostException;
    }

    // Every service names the request in its answer; a 502 or 504 that does not comes from something in between.
    private static boolean cameFromNobody(ServerWebExchange exchange) {
        HttpClientResponse response = response(exchange);
        if (response == null) {
            return false;
        }
        int status = response.status().code();
        return status >= BAD_GATEWAY
                && status <= GATEWAY_TIMEOUT
                && !response.responseHeaders().contains(CallHeaders.REQUEST_ID);
    }

    private void log(Call call, ServerWebExchange exchange, Upstream upstream, long start) {
        log.write(call, upstream.name(), call.method(), call.path(), start, status(exchange));
    }

    private static int status(ServerWebExchange exchange) {
        HttpClientResponse response = response(exchange);
        return response == null ? 0 : response.status().code();
    }

    private static @Nullable HttpClientResponse response(ServerWebExchange exchange) {
        return exchange.getAttribute(CLIENT_RESPONSE_ATTR);
    }
}

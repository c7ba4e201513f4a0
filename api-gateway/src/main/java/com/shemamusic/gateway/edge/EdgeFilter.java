package com.shemamusic.gateway.edge;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.settings.Setting;
import com.shemamusic.shared.trace.TraceParent;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.trace.Traces;
import com.shemamusic.shared.web.RequestContext;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.handler.DefaultWebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * The first filter: gives the request its id, refuses odd paths, answers failures, and writes the access line. Once
 * readiness is off it ends each kept connection with its next answer.
 */
@Component
final class EdgeFilter implements WebFilter, Ordered {

    private static final String REQUEST_ID = "X-Request-ID";
    private static final String FOR_DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String FOR_A_PAGE =
            "default-src 'self'; style-src 'self' 'unsafe-inline';" + " img-src 'self' data:; frame-ancestors 'none'";
    private static final int LONGEST_URI = 8_000;
    private final TrustedProxies proxies;
    private final Answers answers;
    private final Traces traces;
    private final AccessLog log = new AccessLog();
    private final ApplicationAvailability availability;
    private final boolean local;

    EdgeFilter(
            EdgeProperties properties,
            Answers answers,
            Traces traces,
            ApplicationAvailability availability,
            Environment environment) {
        this.availability = availability;
        this.traces = traces;
        this.proxies = new TrustedProxies(properties.trustedProxies());
        this.answers = answers;
        this.local = Setting.isLocal(environment);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isForManagement(exchange) && chain instanceof DefaultWebFilterChain all) {
            return all.getHandler().handle(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders asked = request.getHeaders();
        Call call = new Call(
                RequestContext.validOrNew(asked.getFirst(REQUEST_ID)),
                ErrorBodies.language(asked.getFirst(HttpHeaders.ACCEPT_LANGUAGE)),
                proxies.client(request.getRemoteAddress(), asked),
                work(request),
                exchange);
        exchange.getResponse().beforeCommit(() -> {
            decorate(exchange.getResponse().getHeaders(), call);
            drain(exchange);
            return Mono.empty();
        });
        Mono<Void> work = admissible(request, call) ? chain.filter(exchange) : Mono.error(refusal(request));
        // Never answered within the call that brings the request: a kept connection whose next request was already
        // waiting would not be read any more (reactor-netty issue 4361).
        return work.onErrorResume(failure -> answers.fail(exchange, failure))
                .subscribeOn(CallerThread.of(exchange))
                .doFinally(end -> log.write(call, exchange.getResponse(), end == SignalType.CANCEL));
    }

    private Traced work(ServerHttpRequest request) {
        String asker = TraceParent.validOrNew(request.getHeaders().getFirst("traceparent"));
        boolean probe = Paths.isUnder(request.getURI().getRawPath(), "/health");
        return (probe ? Traces.NONE : traces).serve(request.getMethod().name(), asker);
    }

    // The management port is a small application of its own under this one, and would be given all our filters.
    private static boolean isForManagement(ServerWebExchange exchange) {
        ApplicationContext application = exchange.getApplicationContext();
        return application != null && application.getParent() != null;
    }

    private static boolean admissible(ServerHttpRequest request, Call call) {
        return isShort(request) && Paths.isPlain(call.path());
    }

    private static ApiException refusal(ServerHttpRequest request) {
        return isShort(request)
                ? ApiException.notFound("ROUTE_NOT_FOUND")
                : new ApiException(HttpStatus.URI_TOO_LONG, "URI_TOO_LONG");
    }

    private static boolean isShort(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        return request.getURI().getRawPath().length() + (query == null ? 0 : query.length()) <= LONGEST_URI;
    }

    private void decorate(HttpHeaders headers, Call call) {
        headers.set(REQUEST_ID, call.requestId());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", Paths.isUnder(call.path(), "/docs") ? FOR_A_PAGE : FOR_DATA);
        if (call.actor().isAdmin()) {
            setIfAbsent(headers, HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (!local) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    // Who goes on using a kept connection until the server stops may have a request on its way at that very moment,
    // which
    // would be lost. The answer that opens a socket says "Connection: upgrade"; open sockets are told in their own way.
    private void drain(ServerWebExchange exchange) {
        if (availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC
                && exchange.getRequest().getHeaders().getUpgrade() == null) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.containsKey(name)) {
            headers.set(name, value);
        }
    }
}

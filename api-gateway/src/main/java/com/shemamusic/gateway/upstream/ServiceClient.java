package com.shemamusic.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.trace.Traces;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** The gateway's own calls of services, under the same breakers and bulkheads as what it passes on. */
@Component
public final class ServiceClient {

    /** What a service answered: any status, and its JSON; a null node where there is none. */
    public record Answer(int status, JsonNode body) {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private static final int BAD_GATEWAY = 502;
    private final UpstreamRegistry upstreams;
    private final TokenCache tokens;
    private final Traces traces;
    private final CallLog log = new CallLog();
    private final WebClient http;

    ServiceClient(UpstreamRegistry upstreams, TokenCache tokens, Traces traces, WebClient.Builder builder) {
        this.traces = traces;
        this.upstreams = upstreams;
        this.tokens = tokens;
        this.http = builder.clone().clientConnector(Connectors.plain()).build();
    }

    /** Reads as this actor. */
    public Mono<Answer> get(String service, String path, Actor actor, Call call, Duration within) {
        return send(HttpMethod.GET, service, path, null, actor, call, within);
    }

    /** Posts JSON, or nothing, as this actor. */
    public Mono<Answer> post(
            String service, String path, @Nullable Object body, Actor actor, Call call, Duration within) {
        return send(HttpMethod.POST, service, path, body, actor, call, within);
    }

    // Fails with ApiException 503 or 504 when the service does not answer; whatever it answers is an answer.
    private Mono<Answer> send(
            HttpMethod method,
            String service,
            String path,
            @Nullable Object body,
            Actor actor,
            Call call,
            Duration within) {
        Upstream upstream = upstreams.get(service);
        return Mono.defer(() -> {
            long start = System.nanoTime();
            Traced way = traces.call(method.name(), service, call.traceparent());
            Mono<Answer> attempt = upstream.attempt(
                    within,
                    address -> {
                        var request = http.method(method)
                                .uri(URI.create(address + path))
                                .accept(MediaType.APPLICATION_JSON)
                                .headers(headers -> headers(headers, service, actor, call, way, within));
                        return (body == null
                                        ? request
                                        : request.contentType(MediaType.APPLICATION_JSON)
                                                .bodyValue(body))
                                .exchangeToMono(response -> response.bodyToMono(JsonNode.class)
                                        .defaultIfEmpty(NullNode.getInstance())
                                        .map(json ->
                                                new Answer(response.statusCode().value(), json)))
                                .onErrorMap(WebClientRequestException.class, WebClientRequestException::getCause);
                    },
                    answer -> answer.status() == BAD_GATEWAY);
            return upstream.limited(attempt, false)
                    .doOnNext(answer -> way.status(answer.status()))
                    .doOnNext(answer -> log.write(call, service, method, path, start, answer.status()))
                    .doOnError(failure -> way.status(0))
                    .doOnError(failure -> log.write(call, service, method, path, start, 0))
                    .doFinally(end -> way.end());
        });
    }

    private void headers(HttpHeaders headers, String service, Actor actor, Call call, Traced way, Duration within) {
        headers.set(HttpHeaders.AUTHORIZATION, tokens.authorization(service, actor));
        headers.set(CallHeaders.SERVICE_NAME, CallHeaders.SELF);
        headers.set(CallHeaders.REQUEST_ID, call.requestId());
        headers.set(CallHeaders.TIMEOUT, Long.toString(within.toMillis()));
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, call.language().getLanguage());
        if (way.traceparent() != null) {
            headers.set(CallHeaders.TRACEPARENT, way.traceparent());
        }
    }
}

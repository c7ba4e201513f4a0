package com.shemamusic.gateway.socket;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.edge.CallerThread;
import com.shemamusic.gateway.security.Origins;
import com.shemamusic.gateway.upstream.CallHeaders;
import com.shemamusic.gateway.upstream.TokenCache;
import com.shemamusic.gateway.upstream.Upstream;
import com.shemamusic.gateway.upstream.UpstreamRegistry;
import com.shemamusic.shared.error.ApiException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/**
 * The chat's sockets, passed on to chat-service. The way there is opened first, so that a refusal of chat-service is
 * still an ordinary answer to the caller's upgrade.
 */
@Component
final class ChatSocket implements WebHandler {

    private static final String SERVICE = "chat-service";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String BEARER = "bearer.";

    // What chat-service sends may be larger than what a client may: the list of sessions, for one.
    private static final int LARGEST_FRAME = 1024 * 1024;
    private static final int CONNECT_MILLIS = 1_000;
    private final UpstreamRegistry upstreams;
    private final TokenCache tokens;
    private final Upgrades upgrades;
    private final Origins origins;
    private final Duration silence;
    private final ReactorNettyWebSocketClient client = new ReactorNettyWebSocketClient(
            HttpClient.newConnection().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS),
            () -> WebsocketClientSpec.builder()
                    .maxFramePayloadLength(LARGEST_FRAME)
                    .handlePing(true));

    ChatSocket(
            UpstreamRegistry upstreams,
            TokenCache tokens,
            Upgrades upgrades,
            Origins origins,
            @Value("${shema.gateway.sockets.silence:25s}") Duration silence) {
        this.silence = silence;
        this.origins = origins;
        this.upstreams = upstreams;
        this.tokens = tokens;
        this.upgrades = upgrades;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        Upgrades.check(exchange);
        Upstream chat = upstreams.get(SERVICE);
        if (chat.isShut()) {
            return Mono.error(ApiException.unavailable(SERVICE));
        }
        URI address = chat.next();
        URI target = URI.create(address.toString().replaceFirst("^http", "ws")
                + exchange.getRequest().getURI().getRawPath());
        // The upgrade is answered as soon as it is done; the way to chat-service lives on for as long as the socket.
        Sinks.Empty<Void> upgraded = Sinks.empty();
        Disposable way = client.execute(target, headers(exchange), new WebSocketHandler() {
                    @Override
                    public List<String> getSubProtocols() {
                        return protocols(exchange);
                    }

                    @Override
                    public Mono<Void> handle(WebSocketSession upstream) {
                        return bridge(exchange, upstream, upgraded);
                    }
                })
                .subscribe(
                        never -> {},
                        failure -> upgraded.tryEmitError(refusal(failure, chat, address)),
                        upgraded::tryEmitEmpty);
        return upgraded.asMono().doOnCancel(way::dispose);
    }

    private Mono<Void> bridge(ServerWebExchange exchange, WebSocketSession upstream, Sinks.Empty<Void> upgraded) {
        Sinks.Empty<Void> over = Sinks.empty();
        return upgrades.open(
                        exchange,
                        session -> Bridge.between(session, upstream, silence, () -> CallerThread.cut(exchange))
                                .doFinally(end -> over.tryEmitEmpty()))
                .doOnSuccess(done -> upgraded.tryEmitEmpty())
                .then(over.asMono());
    }

    private HttpHeaders headers(ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, tokens.authorization(SERVICE, call.actor()));
        headers.set(CallHeaders.SERVICE_NAME, CallHeaders.SELF);
        headers.set(CallHeaders.REQUEST_ID, call.requestId());
        headers.set("X-Forwarded-For", call.address());
        headers.setOrigin(origins.told(exchange.getRequest().getHeaders()));
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, call.language().getLanguage());
        if (call.traceparent() != null) {
            headers.set(CallHeaders.TRACEPARENT, call.traceparent());
        }
        return headers;
    }

    // A guest's session token is chat-service's to judge; an admin's bearer ends here.
    private static List<String> protocols(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getOrEmpty(PROTOCOLS).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .filter(protocol -> !protocol.isEmpty() && !protocol.startsWith(BEARER))
                .toList();
    }

    private static Throwable refusal(Throwable failure, Upstream chat, URI address) {
        if (failure instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
            return switch (refused.response().status().code()) {
                case 401 -> ApiException.unauthorized("AUTH_TOKEN_INVALID");
                case 403 -> ApiException.forbidden("AUTH_FORBIDDEN");
                case 429 -> new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED").header("Retry-After", "60");
                default -> ApiException.unavailable(SERVICE);
            };
        }
        if (failure instanceof IOException) {
            chat.unreachable(address);
            return ApiException.unavailable(SERVICE);
        }
        return failure;
    }
}

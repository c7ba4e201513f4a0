package com.shemamusic.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Stands for chat-service's sockets: says a line back; {@code close 4001} closes with that code, {@code drop} breaks
 * off, {@code large} answers 20 KiB, {@code ping me} asks for a sign of life. A guest whose session token is {@code bad} is refused before the upgrade.
 */
final class ChatStandIn {

    static final List<HttpHeaders> UPGRADES = new CopyOnWriteArrayList<>();
    static final AtomicInteger PONGS = new AtomicInteger();
    static final List<String> CLOSED = new CopyOnWriteArrayList<>();
    private static final DisposableServer SERVER =
            HttpServer.create().port(0).handle(ChatStandIn::handle).bindNow();

    private ChatStandIn() {}

    static String url() {
        return "http://localhost:" + SERVER.port();
    }

    private static Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders headers = request.requestHeaders();
        UPGRADES.add(headers);
        if (headers.get("Sec-WebSocket-Protocol", "").contains("session.bad")) {
            return response.status(HttpResponseStatus.UNAUTHORIZED).send();
        }
        return response.sendWebsocket(
                ChatStandIn::talk,
                WebsocketServerSpec.builder()
                        .protocols("shema.chat.v1")
                        .maxFramePayloadLength(1 << 20)
                        .build());
    }

    private static Mono<Void> talk(WebsocketInbound in, WebsocketOutbound out) {
        in.receiveCloseStatus().subscribe(status -> CLOSED.add(Integer.toString(status.code())));
        return in.aggregateFrames(1 << 20)
                .receiveFrames()
                .doOnNext(frame -> {
                    if (frame instanceof PongWebSocketFrame) {
                        PONGS.incrementAndGet();
                    }
                })
                .ofType(TextWebSocketFrame.class)
                .map(TextWebSocketFrame::text)
                .concatMap(text -> {
                    if (text.startsWith("close ")) {
                        return out.sendClose(Integer.parseInt(text.substring(6)), "said so");
                    }
                    if (text.equals("ping me")) {
                        return out.sendObject(new PingWebSocketFrame()).then();
                    }
                    if (text.equals("drop")) {
                        in.withConnection(connection -> connection.channel().close());
                        return Mono.<Void>empty();
                    }
                    String answer = text.equals("large") ? "x".repeat(20_000) : "echo " + text;
                    return out.sendString(Flux.just(answer)).then();
                })
                .then();
    }
}

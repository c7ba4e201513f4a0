package com.shemamusic.gateway.live;

import com.shemamusic.gateway.socket.Sockets;
import com.shemamusic.gateway.socket.Upgrades;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An admin's socket that shows every event; it listens to nothing but pings. */
@Component
final class LiveSocket implements WebHandler {

    private static final CloseStatus TOO_SLOW = new CloseStatus(1013, "too slow to read");
    private static final int WAITING = 1_000;
    private static final Predicate<String> PING = text -> text.replace(" ", "").contains("\"type\":\"ping\"");
    private static final String PONG = "{\"type\":\"pong\"}";
    private final LiveFeed feed;
    private final Upgrades upgrades;

    LiveSocket(LiveFeed feed, Upgrades upgrades) {
        this.feed = feed;
        this.upgrades = upgrades;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        Upgrades.check(exchange);
        return upgrades.open(exchange, this::show);
    }

    private Mono<Void> show(WebSocketSession session) {
        Flux<String> pongs = session.receive()
                .map(WebSocketMessage::getPayloadAsText)
                .filter(PING)
                .map(ping -> PONG)
                .onBackpressureDrop()
                .share();
        // The overflow is told before the frames end, because the transport would close a socket nobody reads without a
        // code.
        Flux<String> frames = feed.frames()
                .onBackpressureBuffer(WAITING)
                .onErrorResume(
                        Exceptions::isOverflow,
                        slow -> Sockets.close(session, TOO_SLOW).then(Mono.empty()));
        return session.send(
                Flux.merge(frames.takeUntilOther(pongs.ignoreElements()), pongs).map(session::textMessage));
    }
}

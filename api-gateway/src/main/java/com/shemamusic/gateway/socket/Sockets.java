package com.shemamusic.gateway.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The open sockets: counted, and closed with 1012 before the server goes down, so that clients come back by themselves. */
@Component
public final class Sockets implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final Set<WebSocketSession> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile boolean stopping;

    Sockets(MeterRegistry metrics) {
        Gauge.builder("shema.websockets.open", open, Set::size).register(metrics);
    }

    /** Closes the socket. Once begun it is not taken back by whoever waits no longer, which would lose a frame not yet written. */
    public static Mono<Void> close(WebSocketSession session, CloseStatus status) {
        return Mono.defer(
                () -> Mono.fromFuture(session.close(status).onErrorComplete().toFuture(), true));
    }

    /** Counts a socket for as long as the work with it lasts. */
    public Mono<Void> during(WebSocketSession session, Mono<Void> work) {
        return Mono.defer(() -> {
            open.add(session);
            if (stopping) {
                // Who was just told to come again comes at once, while the server still listens.
                return close(session, CloseStatus.SERVICE_RESTARTED).doFinally(end -> open.remove(session));
            }
            return work.doFinally(end -> open.remove(session));
        });
    }

    @Override
    public void start() {
        running = true;
        stopping = false;
    }

    @Override
    public void stop() {
        stopping = true;
        running = false;
        Flux.fromIterable(open)
                .flatMap(session -> close(session, CloseStatus.SERVICE_RESTARTED))
                .then()
                .timeout(PATIENCE)
                .onErrorComplete()
                .block();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

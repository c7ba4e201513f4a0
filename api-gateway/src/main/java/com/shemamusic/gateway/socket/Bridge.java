package com.shemamusic.gateway.socket;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Passes frames both ways, no faster than the slower side reads, and carries the close code of either side to the other. */
final class Bridge {

    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final CloseStatus TOO_SLOW = new CloseStatus(1013, "too slow to read");

    private Bridge() {}

    /**
     * Ends when both sides have, or soon after one has. A close is heard before the frames end, because a side whose frames are no longer
     * wanted would be closed by the transport without a code.
     *
     * @param silence chat-service's signs of life are passed on and answered by the client; one that says nothing for so long is
     *     gone or does not read, and what waits for it would wait for ever
     * @param cut ends the client's connection, which could not be told anything then
     */
    static Mono<Void> between(WebSocketSession client, WebSocketSession upstream, Duration silence, Runnable cut) {
        Sinks.Empty<Void> ending = Sinks.empty();
        Mono<Void> downClose = reason(upstream, CloseStatus.SERVICE_RESTARTED).flatMap(status -> close(client, status));
        Mono<Void> upClose = reason(client, CloseStatus.GOING_AWAY).flatMap(status -> close(upstream, status));
        Mono<Void> down = client.send(upstream.receive().doOnNext(WebSocketMessage::retain))
                .onErrorComplete();
        AtomicLong heard = new AtomicLong(System.nanoTime());
        Mono<Void> up = upstream.send(client.receive().doOnNext(frame -> {
                    heard.set(System.nanoTime());
                    frame.retain();
                }))
                .onErrorResume(failure -> isTooLarge(failure), failure -> close(client, CloseStatus.TOO_BIG_TO_PROCESS))
                .onErrorComplete();
        // Beside the frames and not as their timeout, which would stop wanting them before the close has its code.
        Mono<Void> watch = silent(heard, silence)
                .then(Mono.fromRunnable(() -> letGo(client, cut)))
                .then(Mono.never());
        Mono<Void> rest = ending.asMono()
                .then(Mono.delay(CLOSING))
                .then(Mono.defer(() -> close(client, CloseStatus.SERVICE_RESTARTED)));
        Mono<Void> all = Mono.when(
                        downClose.doFinally(end -> ending.tryEmitEmpty()),
                        upClose.doFinally(end -> ending.tryEmitEmpty()),
                        down.doFinally(end -> ending.tryEmitEmpty()),
                        up.doFinally(end -> ending.tryEmitEmpty()))
                .takeUntilOther(rest);
        return Mono.firstWithSignal(all, watch);
    }

    // Beside everything here, which ends with the close: the client may yet have to be cut off.
    private static void letGo(WebSocketSession client, Runnable cut) {
        close(client, TOO_SLOW).doOnTerminate(cut).subscribe();
    }

    private static Mono<Void> silent(AtomicLong heard, Duration silence) {
        return Mono.defer(() -> Mono.delay(Duration.ofNanos(Math.max(1, left(heard, silence)))))
                .repeat(() -> left(heard, silence) > 0)
                .then();
    }

    private static long left(AtomicLong heard, Duration silence) {
        return silence.toNanos() - (System.nanoTime() - heard.get());
    }

    // A side that vanished without a word said nothing that could be passed on.
    private static Mono<CloseStatus> reason(WebSocketSession session, CloseStatus otherwise) {
        return session.closeStatus()
                .onErrorComplete()
                .map(status -> isSendable(status.getCode()) ? status : otherwise)
                .defaultIfEmpty(otherwise);
    }

    // 1004, 1005, 1006 and 1015 stand for things that never travel in a frame.
    private static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    private static Mono<Void> close(WebSocketSession session, CloseStatus status) {
        return Sockets.close(session, status).timeout(CLOSING).onErrorComplete();
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof TooLongFrameException || failure instanceof CorruptedWebSocketFrameException;
    }
}

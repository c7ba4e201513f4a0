package com.shemamusic.gateway.socket;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.edge.CallerThread;
import com.shemamusic.gateway.security.AdminWatch;
import com.shemamusic.shared.error.ApiException;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;

/** Turns requests into sockets: frames of at most 16 KiB, one subprotocol, and an admin's socket ends with the session. */
@Component
public final class Upgrades {

    /** The one subprotocol that is answered; tokens stand beside it in the same header. */
    public static final String PROTOCOL = "shema.chat.v1";

    private static final CloseStatus ENDED = CloseStatus.POLICY_VIOLATION.withReason("session ended");

    /** The largest frame a client may send. */
    public static final int LARGEST_FRAME = 16 * 1024;

    private final WebSocketService service = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST_FRAME)));
    private final Sockets sockets;
    private final AdminWatch watch;

    Upgrades(Sockets sockets, AdminWatch watch) {
        this.sockets = sockets;
        this.watch = watch;
    }

    /** Fails with 400 unless the request asks for a socket. */
    public static void check(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String upgrade = headers.getUpgrade();
        if (!HttpMethod.GET.equals(exchange.getRequest().getMethod())) {
            throw new ApiException(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED").header("Allow", "GET");
        }
        if (upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_REQUEST");
        }
    }

    /** Opens the socket and lets the work run with it. */
    public Mono<Void> open(ServerWebExchange exchange, Function<WebSocketSession, Mono<Void>> work) {
        Call call = Call.of(exchange);
        Mono<Void> opened = service.handleRequest(exchange, new WebSocketHandler() {
            @Override
            public List<String> getSubProtocols() {
                return List.of(PROTOCOL);
            }

            @Override
            public Mono<Void> handle(WebSocketSession session) {
                CallerThread.add(exchange, new ClosingHandshake());
                // The work is not cut off, which would lose the close frame: it ends because the socket does.
                Disposable guard = watch.ended(call)
                        .subscribe(
                                never -> {},
                                failure -> {},
                                () -> Sockets.close(session, ENDED).subscribe());
                return sockets.during(session, work.apply(session).doFinally(end -> guard.dispose()));
            }
        });
        // On the thread of the caller's connection, because a frame that arrives while another thread changes the
        // connection to a socket is lost.
        return opened.subscribeOn(CallerThread.of(exchange));
    }
}

package com.shemamusic.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** Sockets that come while the server goes down. */
class SocketsTests {

    private final List<CloseStatus> closed = new CopyOnWriteArrayList<>();
    private final List<String> worked = new CopyOnWriteArrayList<>();
    private final Sockets sockets = new Sockets(new SimpleMeterRegistry());

    @Test
    void whoComesWhileTheServerStopsIsSentAwayAtOnce() {
        visit();
        assertThat(worked).hasSize(1);
        assertThat(closed).isEmpty();
        sockets.start();
        sockets.stop();
        visit();
        assertThat(worked).hasSize(1);
        assertThat(closed).containsExactly(CloseStatus.SERVICE_RESTARTED);
    }

    private void visit() {
        sockets.during(line(), Mono.fromRunnable(() -> worked.add("work"))).block();
    }

    private WebSocketSession line() {
        return (WebSocketSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> {
                        closed.add((CloseStatus) arguments[0]);
                        yield Mono.empty();
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

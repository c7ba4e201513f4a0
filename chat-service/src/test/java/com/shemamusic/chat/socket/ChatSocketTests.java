package com.shemamusic.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.chat.session.Participant;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.Caller;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** What one socket is shown, and in which order. */
class ChatSocketTests {

    private static final UUID SESSION = UUID.randomUUID();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final ChatSocket socket = new ChatSocket(line(written), visit(SESSION), properties());

    /** A guest's socket to nowhere. */
    static ChatSocket socketOf(UUID session) {
        return new ChatSocket(line(new CopyOnWriteArrayList<>()), visit(session), properties());
    }

    @Test
    void aStateThatIsOlderThanWhatWasShownIsNotTold() {
        socket.begin("hello", Map.of(SESSION, 0L));
        socket.change(SESSION, 5, "assigned to Budi");
        assertThat(socket.tell(SESSION, 4, List.of("assigned to nobody"))).isFalse();
        assertThat(socket.tell(SESSION, 5, List.of("assigned to Budi again"))).isTrue();
        shows("hello", "assigned to Budi", "assigned to Budi again");
    }

    @Test
    void whatComesBeforeTheFirstFrameWaitsForIt() {
        socket.change(SESSION, 2, "changed");
        socket.show(SESSION, 8, "m-8", "eight");
        socket.begin("hello", Map.of(SESSION, 7L));
        shows("hello", "changed", "eight");
    }

    @Test
    void aMessageIsShownOnceAndOnlyInItsTurn() {
        socket.begin("hello", Map.of(SESSION, 1L));
        assertThat(socket.show(SESSION, 3, "m-3", "three")).isFalse();
        assertThat(socket.show(SESSION, 2, "m-2", "two")).isTrue();
        assertThat(socket.show(SESSION, 2, "m-2", "two")).isTrue();
        assertThat(socket.show(SESSION, 3, "m-3", "three")).isTrue();
        shows("hello", "two", "three");
    }

    private void shows(String... frames) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(written).containsExactly(frames));
    }

    private static WebSocketSession line(List<String> written) {
        return (WebSocketSession) Proxy.newProxyInstance(
                ChatSocketTests.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMessage")) {
                        written.add(((TextMessage) arguments[0]).getPayload());
                    }
                    return method.getReturnType() == String.class ? "1" : null;
                });
    }

    private static Visit visit(UUID session) {
        Caller caller = new Caller("api-gateway", Actor.ANONYMOUS);
        return new Visit(Participant.GUEST, session, "", "127.0.0.1", Locale.ENGLISH, "req_1", caller);
    }

    private static SocketProperties properties() {
        return new SocketProperties(
                List.of(),
                1,
                5,
                20,
                256,
                1_000_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }
}

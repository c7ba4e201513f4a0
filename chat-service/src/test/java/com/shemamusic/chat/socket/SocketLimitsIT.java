package com.shemamusic.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.chat.ChatClient;
import com.shemamusic.chat.Guest;
import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.ServiceTokenMinter;
import com.shemamusic.test.TestDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(
        value = "chat",
        properties = {
            "shema.chat.sockets.allowed-origins=http://localhost:5173,https://shema.id",
            "shema.chat.sockets.multiplier=100",
            "shema.chat.sockets.send-timeout=2s"
        })
class SocketLimitsIT {

    private record Filler(String type, int n, String filler) implements Frame {}

    private static final String CONNECT = "/api/chat/connect";
    private static final String ADMIN = "/api/chat/admin";

    @LocalServerPort
    private int port;

    @Autowired
    private Fanout fanout;

    @Autowired
    private MeterRegistry meters;

    private Guest guest;

    @BeforeEach
    void start(Api anyone) {
        TestDatabase.truncate("chat");
        guest = Guest.arrives(anyone, "Dewi");
    }

    @Test
    void closesOnAFrameThatIsTooLarge() {
        for (String text : List.of("x".repeat(17 * 1024), "\u20ac".repeat(6_000), "x".repeat(1024 * 1024))) {
            try (ChatClient client = ChatClient.guest(port, guest.token())) {
                client.await("session");
                client.socket().sendText(text, true).exceptionally(gone -> null).join();
                assertThat(client.awaitClose()).isEqualTo(1009);
            }
        }
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            client.say("m-1", "\u20ac".repeat(4_000)).await("ack");
        }
    }

    @Test
    void takesAFrameInPieces() {
        String frame = "{\"type\": \"message\", \"client_message_id\": \"m-1\", \"message\": \"Halo\"}";
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            for (int i = 0; i < frame.length(); i++) {
                client.socket()
                        .sendText(frame.substring(i, i + 1), i == frame.length() - 1)
                        .join();
            }
            client.await("ack");
        }
    }

    @Test
    void acknowledgesWhatItAcceptedBeforeItStopsAFlood() {
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            client.await("session");
            IntStream.range(0, 200).forEach(i -> {
                String message = "{\"type\": \"message\", \"client_message_id\": \"m-%d\", \"message\": \"banjir\"}"
                        .formatted(i);
                client.socket()
                        .sendText(message, true)
                        .exceptionally(gone -> null)
                        .join();
            });
            assertThat(client.awaitClose()).isEqualTo(4029);
            int stored = guest.api()
                    .get(guest.path("/messages?size=100"))
                    .at("/data")
                    .size();
            assertThat(stored).isBetween(20, 199);
            assertThat(client.of("ack").count()).isEqualTo(stored);
        }
    }

    @Test
    void countsTheMessagesOfAGuestOverAllTheirSockets() {
        try (ChatClient first = ChatClient.guest(port, guest.token());
                ChatClient second = ChatClient.guest(port, guest.token())) {
            first.await("session");
            second.await("session");
            IntStream.range(0, 20).forEach(i -> first.say("m-" + i, "satu"));
            first.awaitCount("ack", 20);
            IntStream.range(20, 40).forEach(i -> second.say("m-" + i, "dua"));
            assertThat(second.awaitClose()).isEqualTo(4029);
        }
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            client.await("session");
            IntStream.range(40, 60).forEach(i -> client.say("m-" + i, "tiga"));
            assertThat(client.awaitClose()).isEqualTo(4029);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.id",
                "https://shema.id.evil.id",
                "http://shema.id",
                "https://sub.shema.id",
                "https://shema.id:444",
                "https://SHEMA.id"
            })
    void refusesForeignOriginsBeforeTheUpgrade(String origin) {
        assertThat(ChatClient.refusal(port, CONNECT, anonymous(), origin)).isEqualTo(403);
        assertThat(ChatClient.refusal(port, ADMIN, ServiceTokenMinter.gatewayAsAdmin("chat-service"), origin))
                .isEqualTo(403);
    }

    @Test
    void letsKnownOriginsIn() {
        assertThat(ChatClient.refusal(port, CONNECT, anonymous(), "https://shema.id"))
                .isEqualTo(101);
    }

    @Test
    void refusesBadTokensBeforeTheUpgrade() {
        assertThat(ChatClient.refusal(port, CONNECT, anonymous(), null, "session.salah"))
                .isEqualTo(401);
        assertThat(ChatClient.refusal(port, CONNECT, null, null)).isEqualTo(401);
        assertThat(ChatClient.refusal(port, ADMIN, anonymous(), null)).isEqualTo(401);
        assertThat(ChatClient.refusal(port, ADMIN, anonymous(), null, "session." + guest.token()))
                .isEqualTo(401);
        assertThat(ChatClient.refusal(port, CONNECT, ServiceTokenMinter.service("user-service", "chat-service"), null))
                .isEqualTo(403);
    }

    @Test
    void limitsTheSocketsOfOneGuest() {
        List<ChatClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                open.add(ChatClient.guest(port, guest.token()));
                open.getLast().await("session");
            }
            assertThat(ChatClient.refusal(port, CONNECT, anonymous(), null, "session." + guest.token()))
                    .isEqualTo(429);
        } finally {
            open.forEach(ChatClient::close);
        }
    }

    @Test
    void closesAClientThatDoesNotReadAndDisturbsNobodyElse() {
        String filler = "x".repeat(50_000);
        try (ChatClient sleepy = ChatClient.sleepyAdmin(port);
                ChatClient awake = ChatClient.admin(port);
                ChatClient client = ChatClient.guest(port, guest.token())) {
            awake.await("sessions");
            client.await("session");
            for (int i = 0; i < 600; i++) {
                fanout.announce(guest.session(), new Filler("typing", i, filler), "");
                if (i % 10 == 9) {
                    awake.awaitCount("typing", i - 5);
                }
            }
            awake.awaitCount("typing", 600);
            client.say("m-1", "Halo").await("ack");
            awake.await("new_message");
            Gauge sockets = meters.get("shema.websockets.open").gauge();
            await().atMost(Duration.ofSeconds(30)).until(() -> sockets.value() == 2);
            sleepy.socket().request(Long.MAX_VALUE);
            assertThat(sleepy.awaitClose()).isIn(1013, 1006);
            assertThat(sleepy.of("typing").count()).isLessThan(600);
            assertThat(awake.socket().isInputClosed()).isFalse();
        }
    }

    private static String anonymous() {
        return ServiceTokenMinter.gatewayAnonymous("chat-service");
    }
}

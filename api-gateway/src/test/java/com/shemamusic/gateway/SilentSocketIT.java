package com.shemamusic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Signs of life go all the way: chat-service asks, the client answers, and who does not is let go. */
@TestPropertySource(properties = "shema.gateway.sockets.silence=1s")
class SilentSocketIT extends GatewayTest {

    private static final int MANY = 100;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void chat(DynamicPropertyRegistry registry) {
        registry.add("shema.gateway.services.chat-service", ChatStandIn::url);
    }

    @Test
    void theClientItselfAnswersChatServicesPing() throws Exception {
        int before = ChatStandIn.PONGS.get();
        ChatStandIn.CLOSED.clear();
        try (Socket guest = Socket.open(port, "/api/chat/connect", null, "shema.chat.v1")) {
            guest.send("ping me");
            Awaitility.await().until(() -> ChatStandIn.PONGS.get() > before);
        }
        // Not left to be counted by the next test.
        Awaitility.await().untilAsserted(() -> assertThat(ChatStandIn.CLOSED).hasSize(1));
    }

    // Many, because the close of one of them ends its way to chat-service at the same moment, and each was lost to it
    // now and then.
    @Test
    void clientsThatSayNothingAreLetGo() throws Exception {
        ChatStandIn.CLOSED.clear();
        List<Socket> guests = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            guests.add(Socket.open(port, "/api/chat/connect", null, "shema.chat.v1"));
        }
        for (Socket guest : guests) {
            assertThat(guest.closeCode()).isEqualTo(1013);
        }
        Awaitility.await().untilAsserted(() -> assertThat(ChatStandIn.CLOSED).hasSize(MANY));
    }

    @Test
    void theReferenceClientIsServed(com.shemamusic.test.Api api) {
        var page = api.withoutToken().get("/docs/chat").assertStatus(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text()).contains("/docs/chat/demo.js");
        for (String file : new String[] {"client.js", "demo.js"}) {
            var script = api.withoutToken().get("/docs/chat/" + file).assertStatus(200);
            assertThat(script.header("Content-Type").orElseThrow()).startsWith("text/javascript");
        }
        api.withoutToken().get("/docs/chat/other.js").assertError(404, "ROUTE_NOT_FOUND");
    }
}

package com.shemamusic.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestRedis;
import com.shemamusic.test.TestSecrets;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class SocketIT extends GatewayTest {

    private static final String PROTOCOL = "shema.chat.v1";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void chat(DynamicPropertyRegistry registry) {
        registry.add("shema.gateway.services.chat-service", ChatStandIn::url);
    }

    @BeforeEach
    void forget() {
        ChatStandIn.UPGRADES.clear();
        ChatStandIn.CLOSED.clear();
    }

    private static Caller caller(HttpHeaders upgrade) {
        return new ServiceTokens("chat-service", TestSecrets.SERVICE_JWT_SECRET, Clock.systemUTC())
                .verify(upgrade.get("Authorization").substring("Bearer ".length()));
    }

    @Test
    void aGuestTalksToChatServiceThroughTheGateway() throws Exception {
        try (Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL, "session.mine")) {
            assertThat(guest.protocol()).isEqualTo(PROTOCOL);
            guest.send("halo");
            assertThat(guest.next()).isEqualTo("echo halo");
            guest.send("large");
            assertThat(guest.next()).hasSize(20_000);
            HttpHeaders upgrade = ChatStandIn.UPGRADES.getFirst();
            assertThat(upgrade.get("Sec-WebSocket-Protocol")).contains(PROTOCOL).contains("session.mine");
            assertThat(caller(upgrade).isGateway()).isTrue();
            assertThat(caller(upgrade).isAdmin()).isFalse();
        }
    }

    @Test
    void aFrameSentRightAfterTheUpgradeIsNotLost() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL)) {
                guest.send("halo " + i);
                assertThat(guest.next()).isEqualTo("echo halo " + i);
            }
        }
    }

    @Test
    void anAdminsBearerEndsAtTheGateway() throws Exception {
        String token = AdminTokens.good();
        try (Socket admin = Socket.open(port, "/api/chat/admin", null, PROTOCOL, "bearer." + token)) {
            assertThat(admin.protocol()).isEqualTo(PROTOCOL);
            admin.send("halo");
            assertThat(admin.next()).isEqualTo("echo halo");
            HttpHeaders upgrade = ChatStandIn.UPGRADES.getFirst();
            assertThat(upgrade.toString()).doesNotContain(token);
            assertThat(caller(upgrade).isAdmin()).isTrue();
        }
    }

    @Test
    void tokensAreCheckedBeforeTheUpgrade() {
        for (String path : new String[] {"/api/chat/admin", "/api/admin/live"}) {
            assertThat(Socket.statusOf(port, path, null, PROTOCOL)).isEqualTo(401);
            assertThat(Socket.statusOf(port, path, null, PROTOCOL, "bearer.garbage"))
                    .isEqualTo(401);
            assertThat(Socket.statusOf(port, path, null, PROTOCOL, "bearer." + AdminTokens.wrongSecret()))
                    .isEqualTo(401);
            assertThat(Socket.statusOf(port, path, null, PROTOCOL, "bearer." + AdminTokens.expired()))
                    .isEqualTo(401);
        }
        assertThat(Socket.statusOf(port, "/api/chat/connect", null, PROTOCOL, "session.bad"))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/connect", "/api/chat/admin", "/api/admin/live"})
    void originsOutsideTheListAreRefused(String path) {
        String bearer = "bearer." + AdminTokens.good();
        assertThat(Socket.statusOf(port, path, "https://evil.example", PROTOCOL, bearer))
                .isEqualTo(403);
        assertThat(Socket.statusOf(port, path, "null", PROTOCOL, bearer)).isEqualTo(403);
        assertThat(Socket.statusOf(port, path, "http://localhost:5173", PROTOCOL, bearer))
                .isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1008, 1012, 1013, 4001, 4029})
    void theCloseCodeOfChatServiceReachesTheClient(int code) throws Exception {
        try (Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL)) {
            guest.send("close " + code);
            assertThat(guest.closeCode()).isEqualTo(code);
        }
    }

    @Test
    void theConnectionStaysUntilTheClientHasAnsweredAClose() throws Exception {
        try (RawSocket guest = RawSocket.open(port, "/api/chat/connect", PROTOCOL)) {
            guest.send(RawSocket.TEXT, "close 4001");
            assertThat(guest.readCloseCode()).isEqualTo(4001);
            assertThat(guest.isLeftOpen()).isTrue();
            guest.send(RawSocket.CLOSE, "");
            guest.awaitEnd();
        }
    }

    @Test
    void aClientsCloseCodeReachesChatService() {
        Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL);
        guest.close(4000);
        Awaitility.await().untilAsserted(() -> assertThat(ChatStandIn.CLOSED).containsExactly("4000"));
    }

    @Test
    void aChatServiceThatVanishesLooksLikeARestart() throws Exception {
        try (Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL)) {
            guest.send("drop");
            assertThat(guest.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void aFrameOverSixteenKibIsTooLarge() throws Exception {
        try (Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL)) {
            guest.send("y".repeat(16 * 1024));
            assertThat(guest.next()).hasSize(16 * 1024 + 5);
            guest.send("y".repeat(16 * 1024 + 1));
            assertThat(guest.closeCode()).isEqualTo(1009);
        }
        try (Socket guest = Socket.open(port, "/api/chat/connect", null, PROTOCOL)) {
            guest.sendInParts("y".repeat(9_000), 2);
            assertThat(guest.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aSocketsPathWithoutAnUpgradeIsAMalformedRequest(Api api) {
        api.get("/api/chat/connect").assertError(400, "MALFORMED_REQUEST");
        api.as(AdminTokens.good()).get("/api/admin/live").assertError(400, "MALFORMED_REQUEST");
        api.post("/api/chat/connect", "{}").assertError(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void theLiveFeedShowsEveryEventAsItHappens() throws Exception {
        try (Socket admin = Socket.open(port, "/api/admin/live", null, PROTOCOL, "bearer." + AdminTokens.good())) {
            admin.send("{\"type\": \"ping\"}");
            assertThat(admin.next()).isEqualTo("{\"type\":\"pong\"}");
            TestRedis.commands().publish("chat:session:1", "{\"secret\":true}");
            for (String channel : new String[] {
                "enrollment.created",
                "booking.expired",
                "user.erased",
                "course.updated",
                "schedule.cancelled",
                "attendance.class_changed",
                "chat.session.opened"
            }) {
                EventProbe.appendToStream(channel, "{\"eventId\":\"1\",\"data\":{}}");
                assertThat(admin.next())
                        .isEqualTo("{\"type\":\"event\",\"channel\":\"" + channel
                                + "\",\"event\":{\"eventId\":\"1\",\"data\":{}}}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/admin", "/api/admin/live"})
    void theSocketsOfAnEndedSessionAreClosedWithinSeconds(String path) throws Exception {
        String bearer = "bearer." + AdminTokens.good();
        try (Socket admin = Socket.open(port, path, null, PROTOCOL, bearer)) {
            Services.of("auth-service")
                    .stubFor(post("/internal/sessions/check").willReturn(okJson("{\"active\":false}")));
            assertThat(admin.closeCode()).isEqualTo(1008);
        }
    }
}

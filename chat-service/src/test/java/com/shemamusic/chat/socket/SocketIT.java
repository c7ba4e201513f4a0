package com.shemamusic.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.chat.ChatClient;
import com.shemamusic.chat.Guest;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest("chat")
class SocketIT {

    @LocalServerPort
    private int port;

    private Api api;
    private Guest guest;

    @BeforeEach
    void start(Api anyone) {
        TestDatabase.truncate("chat");
        api = anyone;
        guest = Guest.arrives(api, "Dewi");
    }

    @Test
    void makesASessionForAGuestWithoutOne() {
        try (ChatClient admin = ChatClient.admin(port);
                ChatClient client = ChatClient.guest(port, null)) {
            assertThat(client.protocol()).isEqualTo("shema.chat.v1");
            JsonNode hello = client.await("session");
            assertThat(client.frames().getFirst()).isEqualTo(hello);
            assertThat(hello.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "type", "session_id", "session_token", "status", "last_seq", "office_open");
            UUID session = UUID.fromString(hello.path("session_id").asText());
            admin.await(
                    "session_opened", frame -> frame.at("/session/id").asText().equals(session.toString()));
            client.say("m-1", "Halo");
            assertThat(client.await("ack").path("seq").asLong()).isEqualTo(1);
            assertThat(admin.await("new_message").path("message").asText()).isEqualTo("Halo");
            api.anonymous()
                    .header("X-Chat-Session", hello.path("session_token").asText())
                    .get("/api/chat/sessions/" + session + "/messages")
                    .assertStatus(200);
        }
    }

    @Test
    void showsMessagesToTheOtherSideAndToTheSendersOtherSockets() {
        try (ChatClient first = ChatClient.guest(port, guest.token());
                ChatClient second = ChatClient.guest(port, guest.token());
                ChatClient admin = ChatClient.admin(port)) {
            first.await("session");
            second.await("session");
            assertThat(admin.await("sessions").at("/data/0/guest_name").asText())
                    .isEqualTo("Dewi");
            assertThat(admin.frames().getFirst().path("type").asText()).isEqualTo("sessions");
            first.say("g-1", "Halo").await("ack");
            admin.await("new_message");
            admin.say(guest.session(), "a-1", "Selamat siang").await("ack");
            assertThat(first.await("new_message").path("sender_role").asText()).isEqualTo("admin");
            second.awaitCount("new_message", 2);
            first.settle();
            admin.settle();
            assertThat(second.seqs()).containsExactly(1L, 2L);
            assertThat(first.seqs()).containsExactly(2L);
            assertThat(admin.seqs()).containsExactly(1L);
            JsonNode shown = first.await("new_message");
            assertThat(shown.path("sender_name").asText()).isEqualTo("Test Admin");
            assertThat(shown.path("sender_id").isTextual()).isTrue();
            assertThat(shown.path("client_message_id").asText()).isEqualTo("a-1");
            assertThat(shown.toString()).doesNotContain("_origin", "_rev", "_source");
        }
    }

    @Test
    void acknowledgesACopyWithTheFirstNumber() {
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            client.say("g-1", "Halo").say("g-1", "Halo").awaitCount("ack", 2);
            List<JsonNode> acks = client.of("ack").toList();
            assertThat(acks).extracting(ack -> ack.path("seq").asLong()).containsExactly(1L, 1L);
            assertThat(acks)
                    .extracting(ack -> ack.path("duplicate").asBoolean())
                    .containsExactly(false, true);
            assertThat(acks.getFirst().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "type", "session_id", "client_message_id", "message_id", "seq", "sent_at", "duplicate");
        }
    }

    @Test
    void resumesInOrderOnceAndThenTellsHowTheSessionStands() {
        IntStream.rangeClosed(1, 450)
                .forEach(i -> guest.send(i % 2 == 0 ? guest.api() : api.asAdmin(), "m-" + i, "pesan"));
        api.asAdmin().post(guest.path("/assign")).assertStatus(200);
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            assertThat(client.await("session").path("last_seq").asLong()).isEqualTo(450);
            client.send("{\"type\": \"resume\", \"after_seq\": 7}");
            assertThat(client.await("resumed").path("last_seq").asLong()).isEqualTo(450);
            client.settle();
            assertThat(client.seqs())
                    .isEqualTo(LongStream.rangeClosed(8, 450).boxed().toList());
            List<String> types =
                    client.frames().stream().map(f -> f.path("type").asText()).toList();
            assertThat(types.indexOf("resumed")).isEqualTo(types.lastIndexOf("new_message") + 1);
            assertThat(client.await("session_updated")
                            .at("/session/assigned_to/name")
                            .asText())
                    .isEqualTo("Test Admin");
            client.send("{\"type\": \"resume\", \"after_seq\": 9999}").awaitCount("resumed", 2);
            guest.send(api.asAdmin(), "last", "masih ada?");
            client.await("new_message", frame -> frame.path("seq").asLong() == 451);
        }
    }

    @Test
    void tellsWhoTypesReadsAndIsThere() {
        try (ChatClient admin = ChatClient.admin(port)) {
            admin.await("sessions");
            ChatClient client = ChatClient.guest(port, guest.token());
            admin.await("presence", frame -> frame.path("online").asBoolean());
            assertThat(api.asAdmin().get(guest.path("")).at("/online").asBoolean())
                    .isTrue();
            client.send("{\"type\": \"typing\", \"active\": true}");
            assertThat(admin.await("typing").path("sender_name").asText()).isEqualTo("Dewi");
            client.say("g-1", "Halo").say("g-2", "Ada?").awaitCount("ack", 2);
            assertThat(api.asAdmin().get(guest.path("")).at("/unread_count").asInt())
                    .isEqualTo(2);
            admin.send("{\"type\": \"read\", \"session_id\": \"%s\", \"up_to_seq\": 1}".formatted(guest.session()));
            JsonNode read = client.await("read");
            assertThat(read.path("by").asText()).isEqualTo("admin");
            assertThat(read.path("up_to_seq").asLong()).isEqualTo(1);
            assertThat(api.asAdmin().get(guest.path("")).at("/unread_count").asInt())
                    .isEqualTo(1);
            client.settle();
            assertThat(client.of("typing")).isEmpty();
            client.close();
            admin.await("presence", frame -> !frame.path("online").asBoolean());
            assertThat(api.asAdmin().get(guest.path("")).at("/online").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void tellsOfAGuestWhoseReplicaDied() {
        try (ChatClient admin = ChatClient.admin(port);
                ChatClient client = ChatClient.guest(port, guest.token())) {
            admin.await("presence", frame -> frame.path("online").asBoolean());
            client.settle();
            // As when nobody vouches for the guest any more.
            TestDatabase.admin()
                    .sql("update shema.chat_sessions set online_until = now() - interval '1 second'")
                    .update();
            admin.await("presence", frame -> !frame.path("online").asBoolean());
        }
    }

    @Test
    void aClientThatGoesAwayDuringItsResumeDisturbsNothingElse(@Autowired CatchUp catchUp) {
        guest.says("m-1", "Halo").assertStatus(201);
        ChatSocket socket = ChatSocketTests.socketOf(guest.session());
        socket.close(CloseCodes.TOO_SLOW);
        assertThat(catchUp.from(socket, guest.session(), 0, () -> {})).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void endsTheSocketsOfAClosedSession() {
        try (ChatClient client = ChatClient.guest(port, guest.token());
                ChatClient admin = ChatClient.admin(port)) {
            client.await("session");
            admin.await("sessions");
            api.asAdmin().post(guest.path("/close")).assertStatus(200);
            assertThat(client.await("session_closed").path("reason").asText()).isEqualTo("admin");
            assertThat(client.awaitClose()).isEqualTo(4001);
            admin.await("session_closed");
            admin.say(guest.session(), "a-1", "Halo?");
            assertThat(admin.await("error").path("code").asText()).isEqualTo("CHAT_SESSION_CLOSED");
            try (ChatClient again = ChatClient.guest(port, guest.token())) {
                assertThat(again.await("session").path("status").asText()).isEqualTo("closed");
                again.say("g-1", "Halo?");
                assertThat(again.awaitClose()).isEqualTo(4001);
            }
        }
    }

    @Test
    void letsTheGuestEndTheSession() {
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            client.send("{\"type\": \"leave\"}");
            assertThat(client.await("session_closed").path("reason").asText()).isEqualTo("guest");
            assertThat(client.awaitClose()).isEqualTo(4001);
            assertThat(api.asAdmin().get(guest.path("")).at("/close_reason").asText())
                    .isEqualTo("guest");
        }
    }

    @Test
    void refusesBadFramesAndGoesOn() {
        Guest other = Guest.arrives(api, "Budi");
        try (ChatClient client = ChatClient.guest(port, guest.token())) {
            client.send("tidak").send("[]").send("{\"type\": \"x\"}").send("{\"type\": \"read\"}");
            client.send("{\"type\": \"message\", \"client_message_id\": \"m-1\", \"message\": \" \u00a0\"}");
            client.say(other.session(), "m-2", "bukan milikku");
            client.awaitCount("error", 6);
            assertThat(client.of("error").map(error -> error.path("code").asText()))
                    .containsExactly(
                            "MALFORMED_JSON",
                            "MALFORMED_JSON",
                            "VALIDATION_FAILED",
                            "VALIDATION_FAILED",
                            "VALIDATION_FAILED",
                            "CHAT_FORBIDDEN");
            assertThat(client.of("error")
                            .map(error -> error.path("client_message_id").asText()))
                    .endsWith("m-1", "m-2");
            client.say("m-3", "tapi ini").await("ack");
            assertThat(other.api().get(other.path("/messages")).at("/data").size())
                    .isZero();
        }
    }
}

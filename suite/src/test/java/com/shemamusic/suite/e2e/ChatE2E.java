package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A visitor and an admin talk through the gateway; a cut connection loses nothing. */
class ChatE2E {

    @Test
    void aVisitorAndAnAdminTalkAndNothingIsLostWhenTheNetworkIsCut() {
        String adminToken = SharedSuite.adminToken();
        try (Socket live = Socket.live(adminToken);
                Socket admin = Socket.admin(adminToken)) {
            admin.await("sessions");
            Socket guest = Socket.guest();
            assertThat(guest.subprotocol()).isEqualTo("shema.chat.v1");
            JsonNode session = guest.await("session");
            String id = session.path("session_id").asText();
            String token = session.path("session_token").asText();
            assertThat(token).hasSizeGreaterThanOrEqualTo(43);
            admin.await(
                    "session_opened", frame -> frame.at("/session/id").asText().equals(id));

            String first = UUID.randomUUID().toString();
            guest.send(message(null, first, "Apakah ada kelas biola hari Sabtu?"));
            JsonNode ack = guest.await("ack");
            assertThat(ack.path("seq").asInt()).isEqualTo(1);
            assertThat(ack.path("duplicate").asBoolean()).isFalse();
            JsonNode seen = admin.await(
                    "new_message", frame -> frame.path("session_id").asText().equals(id));
            assertThat(seen.path("client_message_id").asText()).isEqualTo(first);
            live.await("event", frame -> frame.path("channel").asText().equals("chat.message"));

            guest.cut();
            admin.send(message(id, UUID.randomUUID().toString(), "Ada, jam 10."));
            admin.send(message(id, UUID.randomUUID().toString(), "Silakan isi formulir."));
            admin.await("ack", frame -> frame.path("seq").asInt() == 3);
            resume(token, first);
        }
    }

    private static void resume(String token, String first) {
        try (Socket again = Socket.guest("session." + token)) {
            assertThat(again.await("session").path("last_seq").asInt()).isEqualTo(3);
            again.send("{\"type\": \"resume\", \"after_seq\": 1}");
            assertThat(again.await("resumed").path("last_seq").asInt()).isEqualTo(3);
            List<Integer> missed = again.frames("new_message").stream()
                    .map(frame -> frame.path("seq").asInt())
                    .toList();
            assertThat(missed).containsExactly(2, 3);
            again.send(message(null, first, "Apakah ada kelas biola hari Sabtu?"));
            JsonNode repeated = again.await("ack");
            assertThat(repeated.path("seq").asInt()).isEqualTo(1);
            assertThat(repeated.path("duplicate").asBoolean()).isTrue();
        }
    }

    @Test
    void nobodyTalksWithAWrongToken() {
        assertThatThrownBy(() -> Socket.guest("session.wrong")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> Socket.admin("wrong")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> Socket.live("wrong")).isInstanceOf(Exception.class);
    }

    private static String message(String session, String id, String text) {
        String to = session == null ? "" : "\"session_id\": \"" + session + "\", ";
        return "{\"type\": \"message\", " + to + "\"client_message_id\": \"" + id + "\", \"message\": \"" + text
                + "\"}";
    }
}

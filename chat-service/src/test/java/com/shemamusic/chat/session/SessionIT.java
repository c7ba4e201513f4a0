package com.shemamusic.chat.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.chat.Guest;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.ServiceTokenMinter;
import com.shemamusic.test.TestDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest("chat")
class SessionIT {

    private Api anyone;
    private Api admin;

    @BeforeEach
    void start(Api api) {
        TestDatabase.truncate("chat");
        anyone = api;
        admin = api.asAdmin();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/chat/sessions",
        "GET, /api/chat/active-sessions",
        "GET, /api/chat/sessions/ID",
        "POST, /api/chat/sessions/ID/close",
        "POST, /api/chat/sessions/ID/assign",
        "POST, /api/chat/sessions/ID/link",
        "GET, /api/chat/stats",
        "GET, /api/chat/canned-replies",
        "POST, /api/chat/canned-replies",
        "DELETE, /api/chat/canned-replies/ID",
        "PUT, /api/chat/office-hours"
    })
    void isForAdminsOnly(String method, String path) {
        Guest guest = Guest.arrives(anyone, "Dewi");
        String there = path.replace("ID", guest.session().toString());
        for (Api nobody : List.of(anyone.withoutToken(), anyone.anonymous(), guest.api())) {
            call(nobody, method, there).assertError(401, "AUTH_REQUIRED");
        }
        call(anyone.asService("user-service"), method, there).assertError(403, "AUTH_FORBIDDEN");
    }

    @Test
    void beginsWithATokenThatIsKeptNowhere() {
        try (EventProbe probe = EventProbe.on("chat.*")) {
            ApiResponse opened =
                    anyone.anonymous().post("/api/chat/sessions", """
                            {"guest_name": " Dewi ", "guest_email": "dewi@contoh.id", "topic": "Piano"}""").assertStatus(201);
            assertThat(opened.json().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("session_id", "session_token", "status", "office_open", "next_opening");
            String token = opened.at("/session_token").asText();
            assertThat(token).hasSize(43);
            String id = opened.at("/session_id").asText();
            assertThat(opened.header("Location")).hasValue("/api/chat/sessions/" + id);
            String row = TestDatabase.admin()
                    .sql("select s::text from shema.chat_sessions s")
                    .query(String.class)
                    .single();
            assertThat(row).doesNotContain(token);
            JsonNode event = probe.awaitEvent("chat.session.opened");
            assertThat(event.at("/data/sessionId").asText()).isEqualTo(id);
            assertThat(event.toString()).doesNotContain(token, "Dewi", "contoh");
            JsonNode shown = admin.get("/api/chat/sessions/" + id).json();
            assertThat(shown.path("guest_name").asText()).isEqualTo("Dewi");
            assertThat(shown.toString()).doesNotContain(token);
        }
        anyone.withoutToken().post("/api/chat/sessions", "{}").assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void namesEveryBadField() {
        anyone.anonymous()
                .post("/api/chat/sessions", "{\"guest_email\": \"x\", \"topic\": 5, \"id\": 1}")
                .assertFieldErrors(Map.of(
                        "guest_name", "REQUIRED", "guest_email", "INVALID", "topic", "INVALID", "id", "UNKNOWN_FIELD"));
        anyone.anonymous().post("/api/chat/sessions", "[]").assertError(400, "MALFORMED_JSON");
        admin.get("/api/chat/sessions?status=x&assigned_to=y&sort=z")
                .assertField("status", "INVALID")
                .assertField("assigned_to", "INVALID");
        admin.get("/api/chat/sessions/x").assertField("id", "INVALID");
        Guest guest = Guest.arrives(anyone, "Dewi");
        admin.post(guest.path("/link"), "{}").assertField("user_id", "REQUIRED");
        admin.post(guest.path("/assign"), "{\"admin_id\": \"x\"}").assertField("admin_id", "INVALID");
    }

    @Test
    void answersNotFoundForWhatIsNot() {
        String unknown = "/api/chat/sessions/01930000-0000-7000-8000-000000000001";
        admin.get(unknown).assertError(404, "CHAT_SESSION_NOT_FOUND");
        admin.get(unknown + "/transcript").assertError(404, "CHAT_SESSION_NOT_FOUND");
        admin.post(unknown + "/close").assertError(404, "CHAT_SESSION_NOT_FOUND");
        admin.post(unknown + "/assign").assertError(404, "CHAT_SESSION_NOT_FOUND");
        admin.post(unknown + "/link", "{\"user_id\": \"" + UUID.randomUUID() + "\"}")
                .assertError(404, "CHAT_SESSION_NOT_FOUND");
    }

    @Test
    void assignsToOneOfTwoAdminsWhoRaceAndHandsOver() {
        Guest guest = Guest.arrives(anyone, "Dewi");
        List<UUID> admins =
                Collections.nCopies(10, 0).stream().map(i -> UUID.randomUUID()).toList();
        List<Integer> statuses = Races.run(
                10,
                i -> anyone.asAdmin(admins.get(i), "Admin " + i)
                        .post(guest.path("/assign"))
                        .status());
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(9);
        UUID winner = admins.get(statuses.indexOf(200));
        anyone.asAdmin(winner, "Pemenang").post(guest.path("/assign"), "{}").assertStatus(200);
        admin.post(guest.path("/assign")).assertError(409, "CHAT_ALREADY_ASSIGNED");
        ApiResponse handed = anyone.asAdmin(winner, "Pemenang")
                .post(guest.path("/assign"), "{\"admin_id\": \"%s\"}".formatted(ServiceTokenMinter.ADMIN_ID))
                .assertStatus(200);
        assertThat(handed.at("/assigned_to/id").asText()).isEqualTo(ServiceTokenMinter.ADMIN_ID.toString());
        assertThat(ids(admin.get("/api/chat/sessions?assigned_to=" + ServiceTokenMinter.ADMIN_ID)))
                .containsExactly(guest.session());
    }

    @Test
    void closesOnceAndTakesNoMoreMessages() {
        Guest guest = Guest.arrives(anyone, "Dewi");
        guest.says("m-1", "Halo");
        try (EventProbe probe = EventProbe.on("chat.*")) {
            ApiResponse closed = admin.post(guest.path("/close")).assertStatus(200);
            assertThat(closed.at("/status").asText()).isEqualTo("closed");
            assertThat(closed.at("/close_reason").asText()).isEqualTo("admin");
            assertThat(admin.post(guest.path("/close")).assertStatus(200).at("/closed_at"))
                    .isEqualTo(closed.at("/closed_at"));
            guest.says("m-2", "Halo?").assertError(409, "CHAT_SESSION_CLOSED");
            assertThat(guest.says("m-1", "Halo")
                            .assertStatus(200)
                            .at("/duplicate")
                            .asBoolean())
                    .isTrue();
            admin.post(guest.path("/assign")).assertError(409, "CHAT_SESSION_CLOSED");
            Guest.arrives(anyone, "Budi");
            probe.awaitEvent("chat.session.opened");
            assertThat(probe.messages("chat.session.closed")).hasSize(1);
            assertThat(probe.awaitEvent("chat.session.closed")
                            .at("/data/senderRole")
                            .asText())
                    .isEqualTo("admin");
        }
        assertThat(admin.get("/api/chat/stats").at("/closed_today").asInt()).isEqualTo(1);
    }

    @Test
    void listsTheLongestUnansweredFirstAndCounts() {
        Guest answered = Guest.arrives(anyone, "Ani");
        Guest first = Guest.arrives(anyone, "Budi");
        Guest second = Guest.arrives(anyone, "Citra");
        Guest silent = Guest.arrives(anyone, "Dodi");
        answered.says("m-1", "Halo");
        first.says("m-1", "Berapa biaya les biola?");
        second.says("m-1", "Halo");
        first.says("m-2", "Halo?");
        answered.send(admin, "a-1", "Selamat siang");
        assertThat(ids(admin.get("/api/chat/active-sessions")))
                .containsExactly(first.session(), second.session(), answered.session(), silent.session());
        assertThat(ids(admin.get("/api/chat/sessions")))
                .containsExactly(answered.session(), first.session(), second.session(), silent.session());
        assertThat(ids(admin.get("/api/chat/sessions?q=BIOLA"))).containsExactly(first.session());
        assertThat(ids(admin.get("/api/chat/sessions?q=%25"))).isEmpty();
        assertThat(ids(admin.get("/api/chat/sessions?status=closed"))).isEmpty();
        JsonNode stats = admin.get("/api/chat/stats").json();
        assertThat(stats.path("active_count").asInt()).isEqualTo(4);
        assertThat(stats.path("waiting_count").asInt()).isEqualTo(2);
        assertThat(stats.path("unread_count").asInt()).isEqualTo(4);
        assertThat(stats.path("median_first_reply_seconds").isNumber()).isTrue();
        JsonNode shown = admin.get(first.path("")).json();
        assertThat(shown.at("/last_message/message").asText()).isEqualTo("Halo?");
        assertThat(shown.at("/message_count").asInt()).isEqualTo(2);
        admin.post(first.path("/close")).assertStatus(200);
        assertThat(ids(admin.get("/api/chat/sessions?unread=true")))
                .containsExactly(answered.session(), first.session(), second.session());
        assertThat(ids(admin.get("/api/chat/sessions?unread=false"))).containsExactly(silent.session());
    }

    @Test
    void givesTheTranscriptInTheSchoolsTime() {
        Guest guest = Guest.arrives(anyone, "Dewi\\n2026-01-01 00:00:00  Admin (Shema Music): palsu");
        guest.says("m-1", "Halo\\n2026-01-01 00:00:00  Admin: palsu");
        guest.send(admin, "a-1", "Selamat siang");
        TestDatabase.admin()
                .sql("update shema.chat_messages set sent_at = '2026-01-05T20:30:00Z'")
                .update();
        ApiResponse text = guest.api().get(guest.path("/transcript")).assertStatus(200);
        assertThat(text.header("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(text.text())
                .contains(
                        "\n2026-01-06 03:30:00  Dewi 2026-01-01 00:00:00  Admin [Shema Music]: palsu: Halo\n    2026-01-01 00:00:00  Admin: palsu\n")
                .contains("\n2026-01-06 03:30:00  Test Admin (Shema Music): Selamat siang\n");
        admin.get(guest.path("/transcript")).assertStatus(200);
        Guest.arrives(anyone, "Budi").api().get(guest.path("/transcript")).assertError(403, "CHAT_FORBIDDEN");
        anyone.anonymous().get(guest.path("/transcript")).assertError(401, "AUTH_REQUIRED");
    }

    private static ApiResponse call(Api api, String method, String path) {
        return switch (method) {
            case "GET" -> api.get(path);
            case "DELETE" -> api.delete(path);
            case "PUT" -> api.put(path, "{}");
            default -> api.post(path, "{}");
        };
    }

    private static List<UUID> ids(ApiResponse list) {
        return StreamSupport.stream(list.assertStatus(200).at("/data").spliterator(), false)
                .map(session -> UUID.fromString(session.path("id").asText()))
                .toList();
    }
}

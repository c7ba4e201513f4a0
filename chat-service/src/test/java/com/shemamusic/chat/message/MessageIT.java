package com.shemamusic.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.chat.Guest;
import com.shemamusic.chat.session.Participant;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

@ServiceTest("chat")
class MessageIT {

    private Api api;
    private Guest guest;

    @BeforeEach
    void start(Api anyone) {
        TestDatabase.truncate("chat");
        api = anyone;
        guest = Guest.arrives(api, "Dewi");
    }

    @Test
    void storesAMessageOnceHoweverOftenItIsSent() {
        ApiResponse first = guest.says("m-1", "Halo").assertStatus(201);
        assertThat(first.at("/type").asText()).isEqualTo("ack");
        assertThat(first.at("/seq").asLong()).isEqualTo(1);
        assertThat(first.at("/duplicate").asBoolean()).isFalse();
        ApiResponse again = guest.says("m-1", "Halo").assertStatus(200);
        assertThat(again.at("/duplicate").asBoolean()).isTrue();
        assertThat(again.at("/seq").asLong()).isEqualTo(1);
        assertThat(again.at("/message_id")).isEqualTo(first.at("/message_id"));
        assertThat(again.at("/sent_at")).isEqualTo(first.at("/sent_at"));
        assertThat(guest.says("m-2", "Ada?").at("/seq").asLong()).isEqualTo(2);
    }

    @Test
    void numbersAHundredMessagesSentAtOnceWithoutAGap() {
        List<Long> numbers = Races.run(
                100,
                i -> guest.send(i % 2 == 0 ? guest.api() : api.asAdmin(), "m-" + i, "pesan " + i)
                        .assertStatus(201)
                        .at("/seq")
                        .asLong());
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(seqs(guest.api().get(guest.path("/messages?size=100"))))
                .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void storesOneOfManyCopiesSentAtOnceAndUsesUpOneNumber() {
        List<ApiResponse> answers = Races.run(20, i -> guest.says("same", "Halo"));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.at("/seq").asLong()).isEqualTo(1));
        assertThat(answers.stream().filter(answer -> !answer.at("/duplicate").asBoolean()))
                .hasSize(1);
        assertThat(guest.says("next", "Lagi").at("/seq").asLong()).isEqualTo(2);
    }

    @Test
    void storesTheMessagesOfManySendersAtOnceThoughOneOfThemCannotBeStored(@Autowired MessageService messages) {
        List<Guest> guests = IntStream.range(0, 20)
                .mapToObj(i -> Guest.arrives(api, "Tamu " + i))
                .toList();
        List<String> outcomes = Races.run(60, i -> {
            // Too long for the table; the check before it is left out here.
            String text = i % 20 == 7 ? "x".repeat(4_001) : "pesan " + i;
            try {
                SendMessageRequest request = new SendMessageRequest("m-" + i, text);
                return "seq "
                        + messages.send(guests.get(i % 20).session(), Participant.GUEST, request)
                                .seq();
            } catch (DataIntegrityViolationException refused) {
                return "refused";
            }
        });
        assertThat(outcomes.stream().filter("refused"::equals)).hasSize(3);
        for (int i = 0; i < 20; i++) {
            List<Long> expected = i == 7 ? List.of() : List.of(1L, 2L, 3L);
            assertThat(seqs(guests.get(i).api().get(guests.get(i).path("/messages"))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aMessageThatIsBeingStoredWhileOthersAreReadStaysUnread(@Autowired MessageService messages) throws Exception {
        guest.says("m-1", "Halo");
        Participant admin = Participant.admin(UUID.randomUUID(), "Sri");
        Thread reading;
        try (Connection storing = TestDatabase.adminDataSource().getConnection();
                Statement statement = storing.createStatement()) {
            storing.setAutoCommit(false);
            statement.execute("update shema.chat_sessions set last_seq = 2, unread_count = 2");
            statement.execute("""
                    insert into shema.chat_messages (id, session_id, seq, client_message_id, sender_role, sender_name, message)
                    select gen_random_uuid(), session_id, 2, 'm-2', sender_role, sender_name, message from shema.chat_messages""");
            reading = Thread.ofVirtual().start(() -> messages.read(guest.session(), admin, 1));
            Awaitility.await()
                    .until(() -> TestDatabase.admin()
                                    .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                                    .query(Long.class)
                                    .single()
                            > 0);
            storing.commit();
        }
        reading.join();
        assertThat(api.asAdmin().get(guest.path("")).at("/unread_count").asInt())
                .isOne();
    }

    @Test
    void showsMessagesOldestFirstAfterAndBeforeANumber() {
        IntStream.rangeClosed(1, 7).forEach(i -> guest.says("m-" + i, "pesan " + i));
        guest.send(api.asAdmin(), "a-1", "Selamat siang").assertStatus(201);
        assertThat(seqs(guest.api().get(guest.path("/messages")))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(seqs(guest.api().get(guest.path("/messages?after_seq=3&size=2"))))
                .containsExactly(4L, 5L);
        assertThat(seqs(guest.api().get(guest.path("/messages?before_seq=6&size=2"))))
                .containsExactly(4L, 5L);
        assertThat(seqs(guest.api().get(guest.path("/messages?after_seq=2&before_seq=5"))))
                .containsExactly(3L, 4L);
        JsonNode answer = guest.api().get(guest.path("/messages?after_seq=7")).at("/data/0");
        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "type",
                        "session_id",
                        "seq",
                        "message_id",
                        "client_message_id",
                        "sender_role",
                        "sender_id",
                        "sender_name",
                        "message",
                        "timestamp");
        assertThat(answer.path("sender_role").asText()).isEqualTo("admin");
        assertThat(answer.path("sender_name").asText()).isEqualTo("Test Admin");
        assertThat(guest.api()
                        .get(guest.path("/messages"))
                        .at("/data/0/sender_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void namesEveryBadField() {
        guest.api()
                .post(guest.path("/messages"), "{\"message\": \" \", \"x\": 1}")
                .assertFieldErrors(
                        Map.of("client_message_id", "REQUIRED", "message", "REQUIRED", "x", "UNKNOWN_FIELD"));
        guest.says("m-1", "x".repeat(4001)).assertField("message", "TOO_LONG");
        guest.says("m-1", "x".repeat(4000)).assertStatus(201);
        guest.says("m-3", "\ud83c\udfb9".repeat(4000)).assertStatus(201);
        guest.says("m-4", "\ud83c\udfb9".repeat(4001)).assertField("message", "TOO_LONG");
        guest.says("m-2", "\\ud800").assertField("message", "INVALID");
        guest.says("m-2", "\\u0000").assertField("message", "INVALID");
        guest.api()
                .get(guest.path("/messages?size=0&after_seq=-1"))
                .assertFieldErrors(Map.of("size", "OUT_OF_RANGE", "after_seq", "OUT_OF_RANGE"));
    }

    @Test
    void opensASessionToItsGuestAndAdminsOnly() {
        Guest other = Guest.arrives(api, "Budi");
        for (String method : List.of("GET", "POST")) {
            assertThat(List.of(
                            call(api.withoutToken(), method),
                            call(api.anonymous(), method),
                            call(api.anonymous().header("X-Chat-Session", "salah"), method),
                            call(other.api(), method),
                            call(api.asService("user-service"), method)))
                    .containsExactly(
                            "401 AUTH_REQUIRED",
                            "401 AUTH_REQUIRED",
                            "401 AUTH_TOKEN_INVALID",
                            "403 CHAT_FORBIDDEN",
                            "403 AUTH_FORBIDDEN");
        }
        String unknown = "/api/chat/sessions/01930000-0000-7000-8000-000000000001/messages";
        api.asAdmin().get(unknown).assertError(404, "CHAT_SESSION_NOT_FOUND");
        api.asAdmin().post(unknown, Guest.message("m", "Halo")).assertError(404, "CHAT_SESSION_NOT_FOUND");
        guest.api().get(unknown).assertError(403, "CHAT_FORBIDDEN");
        TestDatabase.admin()
                .sql("update shema.chat_sessions set last_activity_at = now() - interval '25 hours'")
                .update();
        guest.api().get(guest.path("/messages")).assertError(401, "AUTH_TOKEN_INVALID");
    }

    @Test
    void tellsWithoutTheText() {
        try (EventProbe probe = EventProbe.on("chat.*")) {
            guest.says("m-1", "rahasia");
            JsonNode event = probe.awaitEvent("chat.message");
            assertThat(event.at("/data/sessionId").asText())
                    .isEqualTo(guest.session().toString());
            assertThat(event.at("/data/seq").asLong()).isEqualTo(1);
            assertThat(event.toString()).doesNotContain("rahasia");
        }
    }

    private String call(Api as, String method) {
        ApiResponse answer = method.equals("GET") ? as.get(guest.path("/messages")) : guest.send(as, "m-1", "Halo");
        return answer.status() + " " + answer.at("/code").asText();
    }

    private static List<Long> seqs(ApiResponse answer) {
        return StreamSupport.stream(answer.assertStatus(200).at("/data").spliterator(), false)
                .map(message -> message.path("seq").asLong())
                .toList();
    }
}

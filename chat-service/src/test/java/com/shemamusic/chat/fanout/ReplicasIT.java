package com.shemamusic.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.chat.ChatClient;
import com.shemamusic.chat.Guest;
import com.shemamusic.chat.Replica;
import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two replicas on one database and one Redis: what happens on one shows on the other. */
@ServiceTest("chat")
class ReplicasIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static Replica other;

    @LocalServerPort
    private int port;

    private Api here;
    private Api there;
    private Guest guest;

    @BeforeAll
    static void startTheOther() {
        other = Replica.start();
    }

    @AfterAll
    static void stopTheOther() {
        other.close();
    }

    @BeforeEach
    void start(Api anyone) {
        TestDatabase.truncate("chat");
        here = anyone;
        there = Api.of(other.port(), "chat-service");
        guest = Guest.arrives(here, "Dewi");
    }

    @Test
    void showsOneOrderOnBothWhateverIsSentWhere() {
        try (ChatClient client = ChatClient.guest(port, guest.token());
                ChatClient admin = ChatClient.admin(other.port())) {
            client.await("session");
            admin.await("sessions");
            Races.run(
                    100,
                    i -> guest.send((i % 2 == 0 ? here : there).asAdmin(), "m-" + i, "pesan " + i)
                            .assertStatus(201));
            client.awaitCount("new_message", 100);
            admin.awaitCount("new_message", 100);
            List<Long> all = LongStream.rangeClosed(1, 100).boxed().toList();
            assertThat(client.seqs()).isEqualTo(all);
            assertThat(admin.seqs()).isEqualTo(all);
        }
    }

    @Test
    void showsStatePresenceAndTypingOnTheOther() {
        try (ChatClient admin = ChatClient.admin(other.port())) {
            admin.await("sessions");
            Guest fresh = Guest.arrives(here, "Budi");
            admin.await(
                    "session_opened", f -> f.at("/session/guest_name").asText().equals("Budi"));
            try (ChatClient client = ChatClient.guest(port, fresh.token());
                    ChatClient second = ChatClient.guest(other.port(), fresh.token())) {
                admin.await("presence", f -> f.path("online").asBoolean());
                client.say("g-1", "Halo").await("ack");
                second.await("new_message");
                admin.send(
                        "{\"type\": \"typing\", \"session_id\": \"%s\", \"active\": true}".formatted(fresh.session()));
                client.await("typing");
                admin.send("{\"type\": \"read\", \"session_id\": \"%s\", \"up_to_seq\": 1}".formatted(fresh.session()));
                client.await("read");
                there.asAdmin().post(fresh.path("/assign")).assertStatus(200);
                client.await("session_updated");
                second.socket().abort();
                admin.await("presence", f -> !f.path("online").asBoolean());
                await().atMost(PATIENCE)
                        .until(() -> there.asAdmin()
                                .get(fresh.path(""))
                                .at("/online")
                                .asBoolean());
                there.asAdmin().post(fresh.path("/close")).assertStatus(200);
                assertThat(client.await("session_closed").path("reason").asText())
                        .isEqualTo("admin");
                assertThat(client.awaitClose()).isEqualTo(4001);
            }
        }
    }

    @Test
    void showsAdminsASessionWhoseGuestLandsHereBeforeTheWordOfIt() {
        try (ChatClient admin = ChatClient.admin(other.port())) {
            admin.await("sessions");
            TestRedis.stop();
            try {
                Guest fresh = Guest.arrives(here, "Budi");
                fresh.says("m-1", "Halo").assertStatus(201);
                try (ChatClient client = ChatClient.guest(other.port(), fresh.token())) {
                    client.await("session");
                    admin.await(
                            "session_opened",
                            f -> f.at("/session/guest_name").asText().equals("Budi"));
                    admin.await("new_message");
                    client.say("m-2", "lagi");
                    admin.awaitCount("new_message", 2);
                    assertThat(admin.seqs()).containsExactly(1L, 2L);
                }
            } finally {
                TestRedis.start();
            }
        }
    }

    @Test
    void deliversWithoutRedisToo() {
        try (ChatClient client = ChatClient.guest(port, guest.token());
                ChatClient admin = ChatClient.admin(other.port())) {
            client.await("session");
            admin.await("sessions");
            guest.says("m-1", "sebelum").assertStatus(201);
            admin.await("new_message");
            TestRedis.stop();
            try {
                client.say("m-2", "tanpa Redis").say("m-3", "lagi").awaitCount("ack", 2);
                admin.awaitCount("new_message", 3);
                guest.send(there.asAdmin(), "a-1", "sampai juga").assertStatus(201);
                client.await("new_message", frame -> frame.path("seq").asLong() == 4);
                Guest begun = Guest.arrives(here, "Budi");
                admin.await(
                        "session_opened",
                        f -> f.at("/session/guest_name").asText().equals("Budi"));
                begun.says("m-1", "Halo").assertStatus(201);
                admin.await(
                        "new_message",
                        f -> f.path("session_id")
                                .asText()
                                .equals(begun.session().toString()));
                there.asAdmin().post(guest.path("/close")).assertStatus(200);
                assertThat(client.awaitClose()).isEqualTo(4001);
            } finally {
                TestRedis.start();
            }
            assertThat(admin.of("new_message")
                            .filter(f -> f.path("session_id")
                                    .asText()
                                    .equals(guest.session().toString()))
                            .map(f -> f.path("seq").asLong()))
                    .containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void showsWithoutRedisAlsoWhatDidNotFitIntoTheFirstFrame() {
        TestDatabase.admin().sql("""
                        insert into shema.chat_sessions (id, token_hash, guest_name, last_activity_at)
                        select gen_random_uuid(), sha256(i::text::bytea), 'Tamu', now() + interval '1 minute'
                        from generate_series(1, 500) i
                        """).update();
        TestDatabase.admin()
                .sql("update shema.chat_sessions set started_at = now() - interval '5 minutes'")
                .update();
        try (ChatClient admin = ChatClient.admin(other.port())) {
            assertThat(admin.await("sessions").toString()).doesNotContain("Dewi");
            TestRedis.stop();
            try {
                guest.says("m-1", "Halo").assertStatus(201);
                assertThat(admin.await("new_message").path("session_id").asText())
                        .isEqualTo(guest.session().toString());
            } finally {
                TestRedis.start();
            }
        }
    }

    @Test
    void closesIdleSessionsOnceHoweverManyLook() {
        try (EventProbe probe = EventProbe.on("chat.*");
                Replica first = Replica.start("shema.chat.idle=1s");
                Replica second = Replica.start("shema.chat.idle=1s")) {
            assertThat(first.port()).isNotEqualTo(second.port());
            await().atMost(PATIENCE)
                    .until(
                            () -> here.asAdmin()
                                    .get(guest.path(""))
                                    .at("/close_reason")
                                    .asText(),
                            "idle"::equals);
            Guest next = Guest.arrives(here, "Budi");
            probe.awaitEvent(
                    "chat.session.closed",
                    e -> e.at("/data/sessionId").asText().equals(next.session().toString()));
            assertThat(probe.messages("chat.session.closed")).hasSize(2);
        }
    }

    @Test
    void tellsClientsToComeBackWhenItGoesDown() {
        try (Replica leaving = Replica.start();
                ChatClient client = ChatClient.guest(leaving.port(), guest.token());
                ChatClient admin = ChatClient.admin(leaving.port())) {
            client.await("session");
            admin.await("sessions");
            leaving.context().close();
            assertThat(client.awaitClose()).isEqualTo(1012);
            assertThat(admin.awaitClose()).isEqualTo(1012);
        }
    }
}

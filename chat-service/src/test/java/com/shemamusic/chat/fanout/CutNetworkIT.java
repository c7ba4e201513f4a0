package com.shemamusic.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.chat.ChatClient;
import com.shemamusic.chat.Guest;
import com.shemamusic.chat.Replica;
import com.shemamusic.chat.ResendingClient;
import com.shemamusic.test.Api;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Networks are cut while two replicas serve both sides: nothing is lost, doubled or out of order. */
@ServiceTest(value = "chat", properties = "shema.chat.sockets.multiplier=100")
class CutNetworkIT {

    private static final int GUESTS = 20;
    private static final int ROUNDS = 15;

    @LocalServerPort
    private int port;

    @Test
    void losesAndDoublesNothing(Api api) {
        TestDatabase.truncate("chat");
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < GUESTS; i++) {
            guests.add(Guest.arrives(api, "Tamu " + i));
        }
        try (Replica other = Replica.start("shema.chat.sockets.multiplier=100");
                ChatClient admin = ChatClient.admin(other.port())) {
            admin.await("sessions");
            List<Map<Long, String>> seen =
                    Races.run(GUESTS, i -> talk(guests.get(i), List.of(port, other.port()), api.asAdmin(), i));
            admin.awaitCount("new_message", GUESTS * ROUNDS * 3);
            for (int i = 0; i < GUESTS; i++) {
                Guest guest = guests.get(i);
                Map<Long, String> stored = stored(guest);
                assertThat(stored.keySet())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, ROUNDS * 3).boxed().toList());
                assertThat(new HashSet<>(stored.values())).hasSize(ROUNDS * 3);
                assertThat(seen.get(i)).isEqualTo(stored);
                assertThat(admin.of("new_message")
                                .filter(f -> f.path("session_id")
                                        .asText()
                                        .equals(guest.session().toString()))
                                .map(f -> f.path("client_message_id").asText()))
                        .containsExactlyElementsOf(stored.values());
            }
        }
    }

    private static Map<Long, String> talk(Guest guest, List<Integer> ports, Api admin, int seed) {
        Random random = new Random(seed);
        try (ResendingClient client = new ResendingClient(guest, ports)) {
            for (int round = 0; round < ROUNDS; round++) {
                client.say("g-" + round + "a", "satu");
                client.say("g-" + round + "b", "dua");
                guest.send(admin, "a-" + round, "tiga").assertStatus(201);
                if (random.nextInt(3) == 0) {
                    client.cut();
                } else {
                    client.settle();
                }
            }
            client.settle();
            await().atMost(Duration.ofSeconds(20)).until(() -> client.known().size() == ROUNDS * 3);
            return new TreeMap<>(client.known());
        }
    }

    private static Map<Long, String> stored(Guest guest) {
        Map<Long, String> stored = new TreeMap<>();
        guest.api()
                .get(guest.path("/messages?size=100"))
                .at("/data")
                .forEach(message -> stored.put(
                        message.path("seq").asLong(),
                        message.path("client_message_id").asText()));
        return stored;
    }
}

package com.shemamusic.chat.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.chat.Guest;
import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.ServiceTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ServiceTest("chat")
class PersonIT {

    @Test
    void exportsAndErasesWhatALinkedStudentSaid(Api api) {
        UUID student = UUID.randomUUID();
        Guest guest = Guest.arrives(api, "Dewi Lestari");
        Guest other = Guest.arrives(api, "Budi");
        guest.says("m-1", "Nomor saya 0812");
        other.says("m-1", "Halo");
        guest.send(api.asAdmin(), "a-1", "Terima kasih, Bu Dewi");
        api.asAdmin()
                .post(guest.path("/link"), "{\"user_id\": \"%s\"}".formatted(student))
                .assertStatus(200);

        String export = "/internal/people/" + student + "/export";
        api.asService("user-service").get(export).assertError(403, "AUTH_FORBIDDEN");
        var held = api.asService("api-gateway").get(export).assertStatus(200);
        assertThat(held.at("/chats").size()).isEqualTo(1);
        assertThat(held.at("/chats/0/messages").size()).isEqualTo(2);
        assertThat(held.at("/chats/0/session/guest_name").asText()).isEqualTo("Dewi Lestari");

        EventProbe.appendToStream("user.erased", """
                {"eventType": "USER_ERASED", "eventId": "%s", "version": "1.0", "timestamp": "2026-01-05T08:00:00Z",
                 "source": "user-service", "requestId": "req_1", "aggregateId": "%s", "aggregateVersion": 2,
                 "data": {"userId": "%s"}}""".formatted(UUID.randomUUID(), student, student));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(api.asAdmin()
                                .get(guest.path(""))
                                .at("/guest_name")
                                .asText())
                        .isEqualTo("-"));
        assertThat(api.asAdmin().get(guest.path("/transcript")).text()).doesNotContain("Dewi", "0812");
        assertThat(api.asAdmin().get(guest.path("")).at("/message_count").asInt())
                .isEqualTo(2);
        assertThat(api.asAdmin().get(other.path("/transcript")).text()).contains("Budi: Halo");
    }
}

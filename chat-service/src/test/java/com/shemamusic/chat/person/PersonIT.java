package com.shemamusic.chat.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.chat.Guest;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
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
        link(api, guest, student).assertStatus(200);

        String export = "/internal/people/" + student + "/export";
        api.asService("user-service").get(export).assertError(403, "AUTH_FORBIDDEN");
        var held = api.asService("api-gateway").get(export).assertStatus(200);
        assertThat(held.at("/chats").size()).isEqualTo(1);
        assertThat(held.at("/chats/0/messages").size()).isEqualTo(2);
        assertThat(held.at("/chats/0/session/guest_name").asText()).isEqualTo("Dewi Lestari");

        erase(student);
        awaitErased(api, guest);
        assertThat(api.asAdmin().get(guest.path("/transcript")).text()).doesNotContain("Dewi", "0812");
        assertThat(api.asAdmin().get(guest.path("")).at("/message_count").asInt())
                .isEqualTo(2);
        assertThat(api.asAdmin().get(other.path("/transcript")).text()).contains("Budi: Halo");
    }

    @Test
    void whatIsLinkedToAnErasedStudentIsClosedAndTakesNoMore(Api api) {
        UUID student = UUID.randomUUID();
        Guest guest = Guest.arrives(api, "Dewi Lestari");
        link(api, guest, student).assertStatus(200);
        erase(student);
        awaitErased(api, guest);

        guest.says("m-1", "Nomor saya 0812").assertError(409, "CHAT_SESSION_CLOSED");
        guest.send(api.asAdmin(), "a-1", "Halo, Bu Dewi").assertError(409, "CHAT_SESSION_CLOSED");
        assertThat(api.asAdmin().get(guest.path("")).at("/status").asText()).isEqualTo("closed");
        assertThat(api.asAdmin().get(guest.path("/transcript")).text()).doesNotContain("Dewi", "0812");
    }

    @Test
    void nothingIsLinkedToAStudentWhoWasErased(Api api) {
        UUID student = UUID.randomUUID();
        Guest first = Guest.arrives(api, "Dewi Lestari");
        Guest second = Guest.arrives(api, "Dewi");
        link(api, first, student).assertStatus(200);
        erase(student);
        awaitErased(api, first);

        link(api, second, student).assertError(404, "USER_NOT_FOUND");
        assertThat(api.asAdmin().get(second.path("")).at("/user_id").isNull()).isTrue();
        assertThat(api.asService("api-gateway")
                        .get("/internal/people/" + student + "/export")
                        .text())
                .doesNotContain("Dewi");
    }

    private static ApiResponse link(Api api, Guest guest, UUID student) {
        return api.asAdmin().post(guest.path("/link"), "{\"user_id\": \"%s\"}".formatted(student));
    }

    private static void erase(UUID student) {
        EventProbe.appendToStream("user.erased", """
                {"eventType": "USER_ERASED", "eventId": "%s", "version": "1.0", "timestamp": "2026-01-05T08:00:00Z",
                 "source": "user-service", "requestId": "req_1", "aggregateId": "%s", "aggregateVersion": 2,
                 "data": {"userId": "%s"}}""".formatted(UUID.randomUUID(), student, student));
    }

    private static void awaitErased(Api api, Guest guest) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(api.asAdmin()
                                .get(guest.path(""))
                                .at("/guest_name")
                                .asText())
                        .isEqualTo("-"));
    }
}

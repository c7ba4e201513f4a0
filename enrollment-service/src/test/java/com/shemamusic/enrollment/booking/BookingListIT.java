package com.shemamusic.enrollment.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookingListIT extends BookingBase {

    @Test
    void adminsSeeWhoBooksSoonestToExpireFirst(Api api) {
        String later = booked(api);
        reject(api, later).assertStatus(200);
        String id = booked(api);
        age(id, "10 hours");
        ApiResponse list = api.asAdmin().get("/api/bookings").assertStatus(200);
        assertThat(list.at("/data/0/id").asText()).isEqualTo(id);
        assertThat(list.at("/data/1/id").asText()).isEqualTo(later);
        assertThat(list.at("/data/0/student/email").asText()).isEqualTo("siti@example.com");
        ApiResponse pending = api.asAdmin().get("/api/bookings/pending").assertStatus(200);
        assertThat(pending.at("/meta/total").asInt()).isOne();
        assertThat(api.asAdmin()
                        .get("/api/bookings?status=rejected&course_id=" + course)
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(later);
        ApiResponse stats = api.asAdmin().get("/api/bookings/stats").assertStatus(200);
        assertThat(stats.text())
                .isEqualTo("{\"pending_count\":1,\"confirmed_count\":0,\"rejected_count\":1,\"expired_count\":0,"
                        + "\"expiring_24h_count\":0}");
        assertThat(api.asAdmin().get("/api/bookings/" + id).header("ETag")).isPresent();
    }

    @Test
    void theVisitorLooksItUpWithTheEmail(Api api) {
        String id = booked(api);
        ApiResponse found = look(api, id, "SITI@example.com").assertStatus(200);
        assertThat(found.json().has("student")).isFalse();
        assertThat(found.at("/status").asText()).isEqualTo("pending");
        look(api, id, "other@example.com").assertError(404, "BOOKING_NOT_FOUND");
        look(api, UUID.randomUUID().toString(), "siti@example.com").assertError(404, "BOOKING_NOT_FOUND");
        ApiResponse status = api.anonymous()
                .post(
                        "/api/users/enrollment-status",
                        "{\"registration_number\":\"%s\",\"email\":\"siti@example.com\"}".formatted(number));
        assertThat(status.at("/booking/id").asText()).isEqualTo(id);
        assertThat(status.at("/booking/status").asText()).isEqualTo("pending");
    }

    @Test
    void onlyAdminsListAndDecide(Api api) {
        String id = booked(api);
        for (String path : List.of("", "/pending", "/stats", "/" + id)) {
            api.anonymous().get("/api/bookings" + path).assertError(401, "AUTH_REQUIRED");
            api.asService("user-service").get("/api/bookings" + path).assertError(403, "AUTH_FORBIDDEN");
        }
        for (String action : List.of("/confirm", "/reject")) {
            api.anonymous().post("/api/bookings/" + id + action, "{}").assertError(401, "AUTH_REQUIRED");
        }
        assertThat(PeersStub.asked("confirm")).isZero();
        api.asAdmin().get("/api/bookings?status=lost").assertField("status", "INVALID");
        api.asAdmin().post("/api/bookings/" + id + "/reject", "{}").assertField("reason", "REQUIRED");
    }

    private static ApiResponse look(Api api, String id, String email) {
        return api.anonymous()
                .post("/api/bookings/status", "{\"booking_id\":\"%s\",\"email\":\"%s\"}".formatted(id, email));
    }
}

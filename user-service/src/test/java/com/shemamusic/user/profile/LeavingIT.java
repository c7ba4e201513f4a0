package com.shemamusic.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.user.People;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("user")
class LeavingIT {

    private Api api;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asAdmin();
        TestDatabase.truncate("user");
    }

    @Test
    void deletesNothingButSetsInactive() {
        String id = People.create(api, People.instructor("Raka", "raka@shema.id"));
        try (EventProbe probe = EventProbe.on("user.*")) {
            api.delete("/api/users/" + id).assertStatus(204);
            var event = probe.awaitEvent(
                    "user.updated", e -> e.path("aggregateId").asText().equals(id));
            assertThat(event.at("/data/status").asText()).isEqualTo("inactive");
        }
        assertThat(People.status(api, id)).isEqualTo("inactive");
        api.delete("/api/users/" + id).assertStatus(204);
        assertThat(api.get("/api/users/" + id).at("/version").asLong()).isEqualTo(2);
    }

    @Test
    void keepsTheLastActiveAdmin() {
        String first = People.admin(api, "satu@shema.id");
        String second = People.admin(api, "dua@shema.id");
        api.delete("/api/users/" + first).assertStatus(204);
        api.delete("/api/users/" + second).assertError(409, "USER_LAST_ADMIN");
        api.patch("/api/users/" + second, "{\"status\": \"inactive\"}").assertError(409, "USER_LAST_ADMIN");
        api.delete("/api/users/" + first).assertStatus(204);
        api.patch("/api/users/" + first, "{\"status\": \"active\"}").assertStatus(200);
        api.delete("/api/users/" + second).assertStatus(204);
    }

    @Test
    void keepsOneAdminWhenAllLeaveAtOnce() {
        List<String> admins = IntStream.range(0, 12)
                .mapToObj(i -> People.admin(api, "admin" + i + "@shema.id"))
                .toList();
        List<Integer> statuses = Races.run(
                12,
                i -> i % 2 == 0
                        ? api.delete("/api/users/" + admins.get(i)).status()
                        : api.patch("/api/users/" + admins.get(i), "{\"status\": \"inactive\"}")
                                .status());
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(1);
        assertThat(admins.stream()
                        .filter(id -> People.status(api, id).equals("active"))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void erasesAStudentForGood() {
        String id = People.create(api, """
                {"role": "student", "full_name": "Dewi Lestari", "email": "dewi@contoh.id", "phone": "081234567890",
                 "birth_date": "2014-05-06", "address": "Jl. Melati 3", "bio": "suka Chopin",
                 "guardian": {"full_name": "Ibu Ratna", "phone": "081234567891", "email": "ratna@contoh.id", "relationship": "ibu"},
                 "preferred_instruments": ["piano"]}""");
        try (EventProbe probe = EventProbe.on("user.*")) {
            var erased = api.post("/api/users/" + id + "/erase").assertStatus(200);
            assertThat(erased.at("/status").asText()).isEqualTo("inactive");
            assertThat(erased.at("/email").isNull()).isTrue();
            var event = probe.awaitEvent(
                    "user.erased", e -> e.path("aggregateId").asText().equals(id));
            assertThat(event.path("aggregateVersion").asLong()).isEqualTo(2);
        }
        String row = TestDatabase.admin()
                .sql("select u::text from shema.users u where id = cast(? as uuid)")
                .param(id)
                .query(String.class)
                .single();
        assertThat(row)
                .doesNotContainIgnoringCase(
                        "dewi", "lestari", "contoh.id", "6281234", "2014", "Melati", "Ratna", "Chopin", "piano");
        api.post("/api/users/" + id + "/erase").assertStatus(200);
        assertThat(api.get("/api/users/" + id).at("/version").asLong()).isEqualTo(2);
        api.patch("/api/users/" + id, "{\"full_name\": \"Dewi\"}").assertError(409, "USER_ERASED");
        api.patch("/api/users/" + id, "{\"status\": \"active\"}").assertError(409, "USER_ERASED");
        assertThat(api.get("/api/users/stats").at("/student_count").asInt()).isEqualTo(1);
        People.create(api, People.student("Dewi Lestari", "dewi@contoh.id", "2000-05-06"));
    }

    @Test
    void erasesStudentsOnly() {
        String id = People.create(api, People.instructor("Raka", "raka@shema.id"));
        api.post("/api/users/" + id + "/erase").assertError(409, "USER_NOT_STUDENT");
        assertThat(api.get("/api/users/" + id).at("/full_name").asText()).isEqualTo("Raka");
    }
}

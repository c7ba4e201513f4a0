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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("user")
class ChangeUserIT {

    private Api api;
    private String path;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asAdmin();
        TestDatabase.truncate("user");
        path = "/api/users/" + People.create(api, People.student("Budi Santoso", "budi@contoh.id", "2000-01-02"));
    }

    @Test
    void changesWhatIsSentAndLeavesTheRest() {
        var user = api.patch(path, """
                {"phone": "+65 6123 4567", "address": "Jl. Kenanga 1", "status": "active", "available_days": ["friday"]}""").assertStatus(200);
        assertThat(user.at("/phone").asText()).isEqualTo("+6561234567");
        assertThat(user.at("/status").asText()).isEqualTo("active");
        assertThat(user.at("/full_name").asText()).isEqualTo("Budi Santoso");
        assertThat(user.at("/version").asLong()).isEqualTo(2);
        assertThat(api.get(path).json()).isEqualTo(user.json());
    }

    @Test
    void clearsWhatIsNull() {
        api.patch(path, "{\"address\": \"x\", \"specialties\": [\"jazz\"]}").assertStatus(200);
        var user = api.patch(path, "{\"address\": null, \"phone\": null, \"specialties\": null}")
                .assertStatus(200);
        assertThat(user.at("/address").isNull()).isTrue();
        assertThat(user.at("/phone").isNull()).isTrue();
        assertThat(user.at("/specialties")).isEmpty();
    }

    @Test
    void tellsTheOthersAndOnlyOfRealChanges() {
        try (EventProbe probe = EventProbe.on("user.*")) {
            api.patch(path, "{\"full_name\": \"Budi Santoso\"}").assertStatus(200);
            api.patch(path, "{\"status\": \"active\"}").assertStatus(200);
            var event = probe.awaitEvent(
                    "user.updated", e -> path.endsWith(e.path("aggregateId").asText()));
            assertThat(event.path("aggregateVersion").asLong()).isEqualTo(2);
            assertThat(event.at("/data/status").asText()).isEqualTo("active");
        }
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        api.patch(path, """
                {"id": "x", "role": "admin", "created_at": "x", "has_login": true, "status": "pending", "full_name": null,
                 "email": "x", "phone": "1", "birth_date": "1800-01-01", "guardian": {"phone": "1"}, "budget_range": "huge",
                 "preferred_instruments": ["A"], "wings": 2}""")
                .assertFieldErrors(Map.ofEntries(
                        Map.entry("id", "READ_ONLY_FIELD"),
                        Map.entry("role", "READ_ONLY_FIELD"),
                        Map.entry("created_at", "READ_ONLY_FIELD"),
                        Map.entry("has_login", "READ_ONLY_FIELD"),
                        Map.entry("status", "INVALID"),
                        Map.entry("full_name", "REQUIRED"),
                        Map.entry("email", "INVALID"),
                        Map.entry("phone", "INVALID"),
                        Map.entry("birth_date", "OUT_OF_RANGE"),
                        Map.entry("guardian.full_name", "REQUIRED"),
                        Map.entry("guardian.phone", "INVALID"),
                        Map.entry("guardian.relationship", "REQUIRED"),
                        Map.entry("budget_range", "INVALID"),
                        Map.entry("preferred_instruments[0]", "INVALID"),
                        Map.entry("wings", "UNKNOWN_FIELD")));
        api.patch(path, "[]").assertError(400, "MALFORMED_JSON");
        assertThat(api.get(path).at("/version").asLong()).isEqualTo(1);
    }

    @Test
    void keepsWhatAStudentMustHave() {
        api.patch(path, "{\"birth_date\": null}").assertFieldErrors(Map.of("birth_date", "REQUIRED"));
        api.patch(path, "{\"birth_date\": \"2020-01-01\"}").assertFieldErrors(Map.of("guardian", "GUARDIAN_REQUIRED"));
        api.patch(path, """
                {"birth_date": "2020-01-01", "guardian": {"full_name": "Ibu", "phone": "081234567890", "relationship": "ibu"}}""").assertStatus(200);
        api.patch(path, "{\"guardian\": null}").assertFieldErrors(Map.of("guardian", "GUARDIAN_REQUIRED"));
    }

    @Test
    void refusesToBecomeSomeoneElse() {
        People.create(api, People.student("Sari Santoso", "budi@contoh.id", "2000-01-02"));
        api.patch(path, "{\"full_name\": \"sari santoso\"}").assertError(409, "USER_EXISTS");
        People.create(api, People.instructor("Raka", "raka@shema.id"));
        String other = People.create(api, People.instructor("Rani", "rani@shema.id"));
        api.patch("/api/users/" + other, "{\"email\": \"Raka@shema.id\"}").assertError(409, "USER_EMAIL_TAKEN");
    }

    @Test
    void refusesAnOldVersion() {
        String tag = api.get(path).header("ETag").orElseThrow();
        assertThat(tag).startsWith("\"1.");
        api.header("If-None-Match", tag).get(path).assertStatus(304);
        api.header("If-Match", tag).patch(path, "{\"address\": \"a\"}").assertStatus(200);
        api.header("If-Match", tag).patch(path, "{\"address\": \"b\"}").assertError(412, "VERSION_CONFLICT");
        api.patch(path, "{\"address\": \"c\"}").assertStatus(200);
        api.header("If-None-Match", tag).get(path).assertStatus(200);
    }

    @Test
    void letsOneOfManyWithTheSameVersionWin() {
        List<Integer> statuses = Races.run(
                20,
                i -> api.header("If-Match", "\"1.x\"")
                        .patch(path, "{\"address\": \"Jalan " + i + "\"}")
                        .status());
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(19);
    }

    @Test
    void knowsNobodyByAnotherId() {
        String nobody = "/api/users/01930000-0000-7000-8000-000000000001";
        api.get(nobody).assertError(404, "USER_NOT_FOUND");
        api.patch(nobody, "{}").assertError(404, "USER_NOT_FOUND");
        api.delete(nobody).assertError(404, "USER_NOT_FOUND");
        api.post(nobody + "/erase").assertError(404, "USER_NOT_FOUND");
        api.get("/api/users/7").assertFieldErrors(Map.of("id", "INVALID"));
        api.patch("/api/users/7", "{}").assertFieldErrors(Map.of("id", "INVALID"));
    }
}

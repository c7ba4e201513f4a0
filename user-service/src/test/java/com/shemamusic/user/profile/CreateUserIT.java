package com.shemamusic.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.user.People;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest("user")
class CreateUserIT {

    private static final String FULL = """
            {"role": "student", "full_name": "  Dewi   Lestari ", "email": "Dewi@Contoh.id", "phone": "0812 3456 7890",
             "birth_date": "2014-05-06", "address": "Jl. Melati 3, Bandung",
             "guardian": {"full_name": "Ibu Lestari", "phone": "081234567891", "email": "Ibu@contoh.id", "relationship": "ibu"},
             "experience_level": "beginner", "learning_goal": "exam_preparation", "preferred_instruments": ["piano", "piano", "biola"],
             "budget_range": "medium", "available_days": ["saturday", "monday"], "bio": "x", "specialties": [],
             "photo_url": "https://contoh.id/f.jpg"}""";

    private Api api;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asAdmin();
        TestDatabase.truncate("user");
    }

    @Test
    void keepsAStudentAndAnswersTheWholeUser() {
        var answer = api.post("/api/users", FULL).assertStatus(201);
        String id = answer.at("/id").asText();
        assertThat(answer.header("Location")).contains("/api/users/" + id);
        var user = api.get("/api/users/" + id).assertStatus(200).json();
        assertThat(user).isEqualTo(answer.json());
        assertThat(user.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "role",
                        "status",
                        "full_name",
                        "email",
                        "phone",
                        "birth_date",
                        "address",
                        "guardian",
                        "experience_level",
                        "learning_goal",
                        "preferred_instruments",
                        "budget_range",
                        "available_days",
                        "bio",
                        "specialties",
                        "photo_url",
                        "has_login",
                        "last_login_at",
                        "version",
                        "created_at",
                        "updated_at");
        assertThat(user.path("status").asText()).isEqualTo("pending");
        assertThat(user.path("full_name").asText()).isEqualTo("Dewi Lestari");
        assertThat(user.path("email").asText()).isEqualTo("dewi@contoh.id");
        assertThat(user.path("phone").asText()).isEqualTo("+6281234567890");
        assertThat(user.at("/guardian/phone").asText()).isEqualTo("+6281234567891");
        assertThat(user.path("preferred_instruments").toString()).isEqualTo("[\"piano\",\"biola\"]");
        assertThat(user.path("available_days").toString()).isEqualTo("[\"monday\",\"saturday\"]");
        assertThat(user.path("has_login").asBoolean()).isFalse();
        assertThat(user.path("version").asLong()).isEqualTo(1);
    }

    @Test
    void keepsAnInstructorWithNothingButANameAndAnAddress() {
        var user = api.post("/api/users", People.instructor("Pak Raka", "raka@shema.id"))
                .assertStatus(201);
        assertThat(user.at("/status").asText()).isEqualTo("active");
        assertThat(user.at("/guardian").isNull()).isTrue();
        assertThat(user.at("/specialties").isArray()).isTrue();
    }

    @Test
    void tellsTheOthersWithoutPersonalData() {
        try (EventProbe probe = EventProbe.on("user.*")) {
            String id = People.create(api, FULL);
            var event = probe.awaitEvent(
                    "user.registered", e -> e.at("/aggregateId").asText().equals(id));
            assertThat(event.path("eventType").asText()).isEqualTo("USER_REGISTERED");
            assertThat(event.path("aggregateVersion").asLong()).isEqualTo(1);
            assertThat(event.at("/data/userId").asText()).isEqualTo(id);
            assertThat(event.at("/data/role").asText()).isEqualTo("student");
            assertThat(event.at("/data/learningGoal").asText()).isEqualTo("exam_preparation");
            assertThat(event.at("/data/availableDays/0").asText()).isEqualTo("monday");
            assertThat(event.toString()).doesNotContain("Lestari").doesNotContain("contoh.id");
        }
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        api.post("/api/users", """
                {"role": "admin", "full_name": " ", "email": "nobody", "phone": "12", "birth_date": "2100-01-01",
                 "address": 7, "guardian": {"full_name": "", "phone": "x", "email": "y"}, "experience_level": "expert",
                 "preferred_instruments": ["Piano!"], "available_days": ["funday"], "specialties": [""],
                 "photo_url": "javascript:alert(1)", "status": "active", "version": 3, "firebase_uid": "u"}""")
                .assertFieldErrors(Map.ofEntries(
                        Map.entry("role", "INVALID"),
                        Map.entry("full_name", "REQUIRED"),
                        Map.entry("email", "INVALID"),
                        Map.entry("phone", "INVALID"),
                        Map.entry("birth_date", "OUT_OF_RANGE"),
                        Map.entry("address", "INVALID"),
                        Map.entry("guardian.full_name", "REQUIRED"),
                        Map.entry("guardian.phone", "INVALID"),
                        Map.entry("guardian.email", "INVALID"),
                        Map.entry("guardian.relationship", "REQUIRED"),
                        Map.entry("experience_level", "INVALID"),
                        Map.entry("preferred_instruments[0]", "INVALID"),
                        Map.entry("available_days[0]", "INVALID"),
                        Map.entry("specialties[0]", "REQUIRED"),
                        Map.entry("photo_url", "INVALID"),
                        Map.entry("status", "READ_ONLY_FIELD"),
                        Map.entry("version", "READ_ONLY_FIELD"),
                        Map.entry("firebase_uid", "UNKNOWN_FIELD")));
        api.post("/api/users", "{}")
                .assertFieldErrors(Map.of("role", "REQUIRED", "full_name", "REQUIRED", "email", "REQUIRED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01", "-999999999-01-01", "2999-01-01", "1899-12-31"})
    void refusesABirthDateThatNobodyHas(String date) {
        api.post("/api/users", People.student("Adi", "adi@contoh.id", date))
                .assertFieldErrors(Map.of("birth_date", "OUT_OF_RANGE"));
        String known = People.create(api, People.student("Adi", "adi@contoh.id", "2000-01-02"));
        api.patch("/api/users/" + known, "{\"birth_date\": \"%s\"}".formatted(date))
                .assertFieldErrors(Map.of("birth_date", "OUT_OF_RANGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", " \u2007\u202f\u3000 "})
    void refusesANameOfSpacesOnlyWhateverTheirWidth(String name) {
        api.post("/api/users", People.instructor(name, "raka@shema.id"))
                .assertFieldErrors(Map.of("full_name", "REQUIRED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "\"x\""})
    void refusesWhatIsNoObject(String body) {
        api.post("/api/users", body).assertError(400, "MALFORMED_JSON");
    }

    @Test
    void asksForTheGuardianOfAMinorAmongOtherFaults() {
        String tomorrowGrownUp = LocalDate.now().minusYears(18).plusDays(2).toString();
        api.post("/api/users", """
                {"role": "student", "full_name": "Adi", "email": "x", "birth_date": "%s"}""".formatted(tomorrowGrownUp))
                .assertFieldErrors(Map.of("guardian", "GUARDIAN_REQUIRED", "email", "INVALID"));
        String grownUp = LocalDate.now().minusYears(18).minusDays(2).toString();
        api.post("/api/users", People.student("Adi", "adi@contoh.id", grownUp)).assertStatus(201);
        api.post("/api/users", "{\"role\": \"student\", \"full_name\": \"Adi\", \"email\": \"adi@contoh.id\"}")
                .assertFieldErrors(Map.of("birth_date", "REQUIRED"));
    }

    @Test
    void refusesTheSameStudentButNotASibling() {
        People.create(api, People.student("Budi Santoso", "keluarga@contoh.id", "2000-01-02"));
        api.post("/api/users", People.student("BUDI  santoso", "Keluarga@Contoh.id", "2000-01-02"))
                .assertError(409, "USER_EXISTS");
        People.create(api, People.student("Budi Santoso", "keluarga@contoh.id", "2002-01-02"));
        People.create(api, People.student("Sari Santoso", "keluarga@contoh.id", "2000-01-02"));
        People.create(api, People.student("Budi Santoso", "lain@contoh.id", "2000-01-02"));
    }

    @Test
    void refusesAnAddressThatAnInstructorOrAdminHas() {
        People.create(api, People.instructor("Raka", "raka@shema.id"));
        People.admin(api, "kepala@shema.id");
        api.post("/api/users", People.instructor("Raka Dua", "RAKA@shema.id")).assertError(409, "USER_EMAIL_TAKEN");
        api.post("/api/users", People.instructor("Kepala", "kepala@shema.id")).assertError(409, "USER_EMAIL_TAKEN");
        People.create(api, People.student("Raka", "raka@shema.id", "1990-01-02"));
    }

    @Test
    void keepsOneOfManyWhoComeAtOnce() {
        List<Integer> statuses = Races.run(
                30,
                i -> api.post("/api/users", People.instructor("Raka " + i, "raka@shema.id"))
                        .status());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(29);
    }
}

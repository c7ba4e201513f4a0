package com.shemamusic.user.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("user")
class RegistrationIT {

    private static final String FORM = """
            {"full_name": "Dewi Lestari", "email": "keluarga@contoh.id", "phone": "+6281234567890", "birth_date": "2014-05-06",
             "address": "Jl. Melati 3", "guardian": {"full_name": "Ibu Ratna", "phone": "+6281234567891", "email": null,
             "relationship": "ibu"}, "experience_level": "beginner", "learning_goal": "hobby",
             "preferred_instruments": ["piano", "violin"], "budget_range": "low", "available_days": ["monday", "friday"]}""";

    private Api api;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asService("enrollment-service");
        TestDatabase.truncate("user");
    }

    @Test
    void makesAStudentOnceAndFindsThemAfterwards() {
        var made = register(FORM);
        assertThat(made.at("/created").asBoolean()).isTrue();
        assertThat(made.at("/status").asText()).isEqualTo("pending");
        assertThat(made.at("/differences")).isEmpty();
        var found = register(FORM.replace("Dewi Lestari", "  DEWI   lestari").replace("keluarga@", "Keluarga@"));
        assertThat(found.at("/created").asBoolean()).isFalse();
        assertThat(found.at("/student_id")).isEqualTo(made.at("/student_id"));
        assertThat(found.at("/differences")).isEmpty();
        var user = api.asAdmin().get("/api/users/" + made.at("/student_id").asText());
        assertThat(user.at("/role").asText()).isEqualTo("student");
        assertThat(user.at("/has_login").asBoolean()).isFalse();
        assertThat(user.at("/guardian/relationship").asText()).isEqualTo("ibu");
    }

    @Test
    void neverOverwritesButNamesTheDifferences() {
        String id = register(FORM).at("/student_id").asText();
        var before = api.asAdmin().get("/api/users/" + id).json();
        var found = register("""
                {"full_name": "Dewi Lestari", "email": "keluarga@contoh.id", "phone": "0813-9999-8888", "birth_date": "2014-05-06",
                 "guardian": {"full_name": "Ibu Ratna", "phone": "081234567891", "email": "ratna@contoh.id", "relationship": "wali"},
                 "experience_level": "advanced", "preferred_instruments": ["violin", "piano"], "available_days": ["sunday"]}""");
        Map<String, JsonNode> differences = new LinkedHashMap<>();
        found.at("/differences").forEach(d -> differences.put(d.path("field").asText(), d));
        assertThat(differences.keySet())
                .containsExactlyInAnyOrder(
                        "phone", "guardian.email", "guardian.relationship", "experience_level", "available_days");
        assertThat(differences.get("phone").path("on_file").asText()).isEqualTo("+6281234567890");
        assertThat(differences.get("phone").path("submitted").asText()).isEqualTo("+6281399998888");
        assertThat(differences.get("guardian.email").path("on_file").isNull()).isTrue();
        assertThat(differences.get("experience_level").path("submitted").asText())
                .isEqualTo("advanced");
        assertThat(differences.get("available_days").path("on_file").toString()).isEqualTo("[\"monday\",\"friday\"]");
        assertThat(api.asAdmin().get("/api/users/" + id).json()).isEqualTo(before);
    }

    @Test
    void keepsSiblingsApart() {
        var ids = List.of(
                        FORM,
                        FORM.replace("Dewi Lestari", "Sari Lestari"),
                        FORM.replace("2014-05-06", "2012-05-06"),
                        FORM.replace("keluarga@", "ayah@"))
                .stream()
                .map(form -> register(form).at("/student_id").asText())
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(4);
    }

    @Test
    void makesOneRowOfAHundredAtOnce() {
        try (EventProbe probe = EventProbe.on("user.registered")) {
            List<ApiResponse> answers =
                    Races.run(100, i -> register(i % 2 == 0 ? FORM : FORM.replace("Dewi Lestari", "dewi  LESTARI")));
            assertThat(answers.stream().filter(a -> a.at("/created").asBoolean()))
                    .hasSize(1);
            assertThat(answers.stream().map(a -> a.at("/student_id").asText()).distinct())
                    .hasSize(1);
            assertThat(count("users")).isEqualTo(1);
            assertThat(count("user_outbox")).isEqualTo(1);
            probe.awaitEvent("user.registered");
        }
    }

    @Test
    void doesNotMixUpStudentsWithStaff() {
        api.asAdmin().post("/api/users", """
                        {"role": "instructor", "full_name": "Dewi Lestari", "email": "keluarga@contoh.id", "birth_date": "2014-05-06"}""").assertStatus(201);
        assertThat(register(FORM).at("/created").asBoolean()).isTrue();
    }

    @Test
    void takesAPhoneItCannotReadRatherThanLoseAnApplicant() {
        var made = register(FORM.replace("+6281234567890", "tanya ibu").replace("+6281234567891", "kantor"));
        assertThat(api.asAdmin()
                        .get("/api/users/" + made.at("/student_id").asText())
                        .at("/phone")
                        .asText())
                .isEqualTo("tanya ibu");
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        api.post("/internal/students", """
                {"full_name": "", "birth_date": "+999999999-01-01", "experience_level": "x", "available_days": ["x"], "role": "admin"}""")
                .assertFieldErrors(Map.of(
                        "full_name", "REQUIRED",
                        "email", "REQUIRED",
                        "birth_date", "OUT_OF_RANGE",
                        "experience_level", "INVALID",
                        "available_days[0]", "INVALID",
                        "role", "UNKNOWN_FIELD"));
        api.post(
                        "/internal/students",
                        FORM.replace("\"phone\": \"+6281234567891\", ", "").replace("Ibu Ratna", " "))
                .assertFieldErrors(Map.of("guardian.full_name", "REQUIRED", "guardian.phone", "REQUIRED"));
        api.post("/internal/students", "").assertError(400, "MALFORMED_JSON");
    }

    private ApiResponse register(String form) {
        return api.post("/internal/students", form).assertStatus(200);
    }

    private static long count(String table) {
        return TestDatabase.admin()
                .sql("select count(*) from shema." + table)
                .query(Long.class)
                .single();
    }
}

package com.shemamusic.user.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
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
class AdminIT {

    private static final String NOBODY = "01930000-0000-7000-8000-000000000001";
    private Api api;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asService("auth-service");
        TestDatabase.truncate("user");
    }

    @Test
    void addsAndFindsAnAdmin() {
        var added =
                People.addAdmin(api, "Kepala@shema.id", "Ibu Kepala", "uid-1").assertStatus(201);
        String id = added.at("/id").asText();
        assertThat(added.header("Location")).contains("/internal/admins/" + id);
        assertThat(added.text())
                .isEqualTo(
                        "{\"id\":\"" + id
                                + "\",\"email\":\"kepala@shema.id\",\"full_name\":\"Ibu Kepala\",\"role\":\"admin\",\"status\":\"active\"}");
        assertThat(api.get("/internal/admins/by-firebase-uid/uid-1").json()).isEqualTo(added.json());
        assertThat(api.get("/internal/admins/" + id).json()).isEqualTo(added.json());
        assertThat(api.get("/api/users/by-email?email=KEPALA@shema.id").json()).isEqualTo(added.json());
    }

    @Test
    void neverShowsTheFirebaseUid() {
        String id = People.addAdmin(api, "kepala@shema.id", "Ibu Kepala", "secret-uid")
                .at("/id")
                .asText();
        var user = api.asAdmin().get("/api/users/" + id).assertStatus(200);
        assertThat(user.at("/has_login").asBoolean()).isTrue();
        assertThat(user.text()).doesNotContain("secret-uid").doesNotContain("firebase");
        assertThat(api.asAdmin().get("/api/users").text()).doesNotContain("secret-uid");
        assertThat(api.asService("api-gateway")
                        .get("/internal/people/" + id + "/export")
                        .text())
                .doesNotContain("secret-uid");
    }

    @Test
    void findsInstructorsByAddressButNoStudents() {
        People.create(api, People.instructor("Raka", "raka@shema.id"));
        People.create(api, People.student("Budi", "budi@contoh.id", "2000-01-02"));
        assertThat(api.get("/api/users/by-email?email=raka@shema.id")
                        .at("/role")
                        .asText())
                .isEqualTo("instructor");
        api.get("/api/users/by-email?email=budi@contoh.id").assertError(404, "USER_NOT_FOUND");
        api.get("/api/users/by-email").assertFieldErrors(Map.of("email", "REQUIRED"));
    }

    @Test
    void refusesWhoIsThereAlready() {
        People.addAdmin(api, "kepala@shema.id", "Ibu Kepala", "uid-1").assertStatus(201);
        People.addAdmin(api, "KEPALA@shema.id", "Lain", "uid-2").assertError(409, "AUTH_ADMIN_EXISTS");
        People.addAdmin(api, "lain@shema.id", "Lain", "uid-1").assertError(409, "AUTH_ADMIN_EXISTS");
        People.create(api, People.instructor("Raka", "raka@shema.id"));
        var refused = People.addAdmin(api, "raka@shema.id", "Raka", "uid-3").assertError(409, "AUTH_ADMIN_EXISTS");
        assertThat(refused.at("/details/role").asText()).isEqualTo("instructor");
    }

    @Test
    void makesOneOfManyAtOnce() {
        List<Integer> statuses = Races.run(
                30,
                i -> People.addAdmin(api, "kepala@shema.id", "Kepala", "uid-1").status());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(29);
    }

    @Test
    void notesSignIns() {
        String id = People.admin(api, "kepala@shema.id");
        assertThat(api.asAdmin().get("/api/users/" + id).at("/last_login_at").isNull())
                .isTrue();
        api.post("/internal/admins/" + id + "/signed-in").assertStatus(204);
        var user = api.asAdmin().get("/api/users/" + id);
        assertThat(user.at("/last_login_at").asText()).endsWith("Z");
        assertThat(user.at("/version").asLong()).isEqualTo(1);
        api.post("/internal/admins/" + NOBODY + "/signed-in").assertError(404, "USER_NOT_FOUND");
    }

    @Test
    void knowsNobodyElse() {
        String student = People.create(api, People.student("Budi", "budi@contoh.id", "2000-01-02"));
        api.get("/internal/admins/" + student).assertError(404, "USER_NOT_FOUND");
        api.get("/internal/admins/" + NOBODY).assertError(404, "USER_NOT_FOUND");
        api.get("/internal/admins/by-firebase-uid/none").assertError(404, "USER_NOT_FOUND");
        api.post("/internal/admins/" + student + "/signed-in").assertError(404, "USER_NOT_FOUND");
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        api.post("/internal/admins", "{\"email\": \"x\", \"firebase_uid\": \" \", \"role\": \"admin\"}")
                .assertFieldErrors(Map.of(
                        "email", "INVALID",
                        "full_name", "REQUIRED",
                        "firebase_uid", "REQUIRED",
                        "role", "UNKNOWN_FIELD"));
    }
}

package com.shemamusic.user.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.user.People;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("user")
class DirectoryIT {

    private static final String NOBODY = "01930000-0000-7000-8000-000000000001";
    private Api api;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asService("course-service");
        TestDatabase.truncate("user");
    }

    @Test
    void showsActiveInstructorsToEverybodyWithoutTheirAddresses() {
        People.create(api, """
                {"role": "instructor", "full_name": "wayan", "email": "wayan@shema.id", "bio": "Jazz", "specialties": ["piano"]}""");
        People.create(api, People.instructor("Ayu", "ayu@shema.id"));
        String gone = People.create(api, People.instructor("Budi", "budi@shema.id"));
        api.asAdmin().delete("/api/users/" + gone);
        People.create(api, People.student("Siswa", "siswa@contoh.id", "2000-01-01"));
        var list = api.anonymous().get("/api/users/instructors").assertStatus(200);
        assertThat(list.at("/data")).hasSize(2);
        assertThat(list.at("/data/0/full_name").asText()).isEqualTo("Ayu");
        assertThat(list.at("/data/1").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "full_name", "bio", "specialties", "photo_url");
        assertThat(list.at("/meta/total").asInt()).isEqualTo(2);
        api.anonymous().get("/api/users/instructors?size=0").assertFieldErrors(Map.of("size", "OUT_OF_RANGE"));
    }

    @Test
    void looksUpManyAndLeavesOutTheUnknown() {
        String student = People.create(api, People.student("Budi", "budi@contoh.id", "2000-01-02"));
        String instructor = People.create(api, People.instructor("Ayu", "ayu@shema.id"));
        var people = api.get("/internal/users?ids=" + student + "," + NOBODY + "," + instructor)
                .assertStatus(200);
        assertThat(people.at("/data")).hasSize(2);
        assertThat(people.at("/data/0").toString())
                .isEqualTo("{\"id\":\"" + student
                        + "\",\"role\":\"student\",\"status\":\"pending\",\"full_name\":\"Budi\",\"email\":\"budi@contoh.id\","
                        + "\"phone\":\"+6281234567890\",\"birth_date\":\"2000-01-02\"}");
    }

    @Test
    void refusesBadLookUps() {
        api.get("/internal/users").assertFieldErrors(Map.of("ids", "REQUIRED"));
        api.get("/internal/users?ids=x," + NOBODY + ",y")
                .assertFieldErrors(Map.of("ids[0]", "INVALID", "ids[2]", "INVALID"));
        String tooMany = IntStream.range(0, 501).mapToObj(i -> "0").collect(Collectors.joining(","));
        assertThat(api.get("/internal/users?ids=" + tooMany).status()).isIn(400, 413);
    }

    @Test
    void knowsInstructorsOnly() {
        String instructor = People.create(api, People.instructor("Ayu", "ayu@shema.id"));
        var found = api.get("/internal/instructors/" + instructor).assertStatus(200);
        assertThat(found.text())
                .isEqualTo("{\"id\":\"" + instructor + "\",\"full_name\":\"Ayu\",\"status\":\"active\"}");
        String student = People.create(api, People.student("Budi", "budi@contoh.id", "2000-01-02"));
        api.get("/internal/instructors/" + student).assertError(404, "INSTRUCTOR_NOT_FOUND");
        api.get("/internal/instructors/" + NOBODY).assertError(404, "INSTRUCTOR_NOT_FOUND");
        api.get("/internal/instructors/x").assertFieldErrors(Map.of("id", "INVALID"));
    }

    @Test
    void exportsWhatItHolds() {
        String id = People.create(api, People.student("Budi", "budi@contoh.id", "2000-01-02"));
        var export = api.asService("api-gateway")
                .get("/internal/people/" + id + "/export")
                .assertStatus(200);
        assertThat(export.at("/profile/email").asText()).isEqualTo("budi@contoh.id");
        assertThat(export.at("/enrollments").isArray()).isTrue();
        api.asService("api-gateway")
                .get("/internal/people/" + NOBODY + "/export")
                .assertError(404, "USER_NOT_FOUND");
    }
}

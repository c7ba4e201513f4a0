package com.shemamusic.course.room;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class RoomIT {

    private static final String STUDIO = """
            {"name": "Studio A", "capacity": 6, "location": "Lantai 2", "equipment": ["piano", "AC, \\"dingin\\""]}""";

    private Api admin;
    private School school;

    @BeforeEach
    void empty(Api api) {
        School.reset();
        admin = api.asAdmin();
        school = new School(api);
    }

    @Test
    void makesReadsChangesAndListsRooms() {
        var made = admin.post("/api/rooms", STUDIO).assertStatus(201);
        String path = "/api/rooms/" + made.at("/id").asText();
        assertThat(made.header("Location")).hasValue(path);
        assertThat(made.at("/equipment/1").asText()).isEqualTo("AC, \"dingin\"");
        assertThat(admin.get(path).assertStatus(200).json()).isEqualTo(made.json());
        var changed = admin.patch(path, "{\"capacity\": 8, \"location\": null}").assertStatus(200);
        assertThat(changed.at("/capacity").asInt()).isEqualTo(8);
        assertThat(changed.at("/location").isNull()).isTrue();
        assertThat(changed.at("/version").asInt()).isEqualTo(2);
        admin.header("If-Match", "\"1.x\"").patch(path, "{\"capacity\": 9}").assertError(412, "VERSION_CONFLICT");
        school.room("Aula", 50);
        assertThat(admin.get("/api/rooms?sort=-capacity").at("/data").findValuesAsText("name"))
                .containsExactly("Aula", "Studio A");
    }

    @Test
    void keepsNamesApartWhateverTheirCase() {
        String id = admin.post("/api/rooms", STUDIO).at("/id").asText();
        admin.post("/api/rooms", "{\"name\": \"studio a\", \"capacity\": 1}").assertError(409, "ROOM_NAME_TAKEN");
        String other = school.room("B", 1);
        admin.patch("/api/rooms/" + other, "{\"name\": \"STUDIO A\"}").assertError(409, "ROOM_NAME_TAKEN");
        admin.delete("/api/rooms/" + id).assertStatus(204);
        admin.patch("/api/rooms/" + other, "{\"name\": \"STUDIO A\"}").assertStatus(200);
        admin.get("/api/rooms/" + id).assertError(404, "ROOM_NOT_FOUND");
        admin.delete("/api/rooms/" + id).assertError(404, "ROOM_NOT_FOUND");
    }

    @Test
    void keepsARoomWithFutureClasses() {
        String room = school.room("Studio", 3);
        String lesson =
                school.lesson(school.course("Piano", "piano", 1), school.instructor("Budi"), room, inDays(2, 9));
        admin.delete("/api/rooms/" + room).assertError(409, "ROOM_IN_USE");
        TestDatabase.admin()
                .sql(
                        "update shema.class_schedules set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'")
                .update();
        admin.delete("/api/rooms/" + room).assertStatus(204);
        assertThat(admin.get("/api/schedules/" + lesson).at("/room_name").asText())
                .isEqualTo("Studio");
    }

    @Test
    void namesEveryBadFieldAtOnce() {
        admin.post("/api/rooms", "{\"capacity\": 0, \"equipment\": [\"\", null], \"location\": 7, \"id\": \"x\"}")
                .assertFieldErrors(Map.of(
                        "name",
                        "REQUIRED",
                        "capacity",
                        "OUT_OF_RANGE",
                        "equipment[0]",
                        "REQUIRED",
                        "equipment[1]",
                        "REQUIRED",
                        "location",
                        "INVALID",
                        "id",
                        "READ_ONLY_FIELD"));
    }
}

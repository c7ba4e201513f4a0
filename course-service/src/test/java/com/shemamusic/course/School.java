package com.shemamusic.course;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Arranges a school through the API, as an admin would. */
public final class School {

    public static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private final Api admin;

    public School(Api api) {
        this.admin = api.asAdmin();
    }

    /** Empties the database of the service. */
    public static void reset() {
        TestDatabase.truncate("course");
    }

    public String course(String name, String instrument, int seats) {
        return course(name, instrument, seats, "beginner", 250_000);
    }

    public String course(String name, String instrument, int seats, String level, long price) {
        return made(admin.post("/api/courses", """
                {"name": "%s", "instrument": "%s", "level": "%s", "price": %d, "duration_minutes": 60,
                 "max_students": %d}""".formatted(name, instrument, level, price, seats)));
    }

    public String room(String name, int capacity) {
        return made(admin.post("/api/rooms", "{\"name\": \"%s\", \"capacity\": %d}".formatted(name, capacity)));
    }

    /** An instructor the service has met before. */
    public String instructor(String name) {
        UUID id = UUID.randomUUID();
        TestDatabase.admin()
                .sql("insert into shema.instructors (id, full_name, status) values (:id, :name, 'active')")
                .param("id", id)
                .param("name", name)
                .update();
        return id.toString();
    }

    public ApiResponse tryClass(String course, String instructor, String room, Instant startsAt, Instant endsAt) {
        return admin.post("/api/schedules", classJson(course, instructor, room, startsAt, endsAt, ""));
    }

    /** The id of a new class of an hour. */
    public String lesson(String course, String instructor, String room, Instant startsAt) {
        return tryClass(course, instructor, room, startsAt, startsAt.plusSeconds(3600))
                .assertStatus(201)
                .at("/data/0/id")
                .asText();
    }

    public static String classJson(
            String course, String instructor, String room, Instant startsAt, Instant endsAt, String more) {
        return """
                {"course_id": "%s", "instructor_id": "%s", "room_id": "%s", "starts_at": "%s", "ends_at": "%s"%s}""".formatted(course, instructor, room, startsAt, endsAt, more);
    }

    /** A local hour on a day so many days from today. */
    public static Instant inDays(int days, int hour) {
        return LocalDate.now(ZONE).plusDays(days).atTime(hour, 0).atZone(ZONE).toInstant();
    }

    private static String made(ApiResponse answer) {
        return answer.assertStatus(201).at("/id").asText();
    }
}

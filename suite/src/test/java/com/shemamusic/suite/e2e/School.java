package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes what a journey needs, through the gateway: every name is new, so that tests do not meet each other. */
final class School {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    // Not from one: a suite that was not started for these tests may have seen them before.
    private static final AtomicInteger COUNT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000) * 1_000);

    private School() {}

    static String course(int maxStudents, String more) {
        int n = COUNT.incrementAndGet();
        return SharedSuite.admin()
                .post("/api/courses", """
                        {"name": "Kursus Uji %d", "instrument": "piano", "level": "beginner", "price": 300000,
                         "duration_minutes": 60, "max_students": %d, "description": "Kursus untuk uji"%s}""".formatted(n, maxStudents, more))
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    static String room(int capacity) {
        return SharedSuite.admin()
                .post("/api/rooms", """
                        {"name": "Ruang Uji %d", "capacity": %d, "location": "Lantai 9", "equipment": []}""".formatted(COUNT.incrementAndGet(), capacity))
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    static String instructor() {
        int n = COUNT.incrementAndGet();
        return SharedSuite.admin()
                .post("/api/users", """
                        {"role": "instructor", "full_name": "Guru Uji %d", "email": "guru%d@contoh.local"}""".formatted(n, n))
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    static String classBody(String course, String instructor, String room, Instant start, Instant end) {
        return """
                {"course_id": "%s", "instructor_id": "%s", "room_id": "%s", "starts_at": "%s", "ends_at": "%s"}""".formatted(course, instructor, room, start, end);
    }

    static String schedule(String course, String instructor, String room, Instant start) {
        return SharedSuite.admin()
                .post("/api/schedules", classBody(course, instructor, room, start, start.plus(60, ChronoUnit.MINUTES)))
                .assertStatus(201)
                .at("/data/0/id")
                .asText();
    }

    /** An hour of a day in the future, in the school's time. */
    static Instant at(int daysAhead, int hour) {
        return LocalDate.now(ZONE)
                .plusDays(daysAhead)
                .atTime(hour, 0)
                .atZone(ZONE)
                .toInstant();
    }

    static String form(String course, String name, String email) {
        return """
                {"course_id": "%s", "full_name": "%s", "email": "%s", "phone": "0812-3456-7890",
                 "birth_date": "1999-05-17", "experience_level": "beginner", "preferred_days": ["monday"],
                 "time_preferences": [{"start": "15:00", "end": "17:00"}],
                 "consent": {"terms": true, "privacy": true}, "captcha_token": "pass"}""".formatted(course, name, email);
    }

    static ApiResponse submit(Api who, String key, String form) {
        return who.header("Idempotency-Key", key).post("/api/enrollments", form);
    }

    /** A new student with an approved enrollment for the course; the student's id. */
    static String student(String course) {
        int n = COUNT.incrementAndGet();
        JsonNode made = submit(
                        SharedSuite.visitor(),
                        UUID.randomUUID().toString(),
                        form(course, "Murid Uji " + n, "murid" + n + "@contoh.local"))
                .assertStatus(201)
                .json();
        String path = "/api/enrollments/" + made.path("id").asText();
        SharedSuite.admin().post(path + "/approve", "{}").assertStatus(200);
        return Waiting.until(
                        () -> SharedSuite.admin().get(path).at("/student_id"),
                        id -> !id.isNull() && !id.isMissingNode())
                .asText();
    }
}

package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A person who exists nowhere else goes through every flow of an applicant (S13): nothing of her is in logs, events or Redis. */
class CanaryE2E {

    private static final List<String> CANARIES = List.of(
            "Kenariwati",
            "kenariwati",
            "Burungasih",
            "81298765432",
            "8129876-5432",
            "81187654321",
            "1987-03-29",
            "Jalan Sangkar",
            "takut ketinggian");

    @Test
    void nothingPersonalIsInLogsEventsOrRedis() throws Exception {
        String course = School.course(4, "");
        String room = School.room(4);
        String instructor = School.instructor();
        List<String> slots = List.of(
                School.schedule(course, instructor, room, School.at(20, 9)),
                School.schedule(course, instructor, room, School.at(21, 9)));
        JsonNode made = throughTheForm(course);
        String enrollment = made.path("id").asText();
        String number = made.path("registration_number").asText();
        Api admin = SharedSuite.admin();
        String student = Waiting.until(
                        () -> admin.get("/api/enrollments/" + enrollment).at("/student_id"), JsonNode::isTextual)
                .asText();
        admin.get("/api/enrollments?q=kenariwati").assertStatus(200);
        admin.header("Accept", "text/csv").get("/api/enrollments?q=kenariwati").assertStatus(200);
        admin.post("/api/enrollments/" + enrollment + "/approve", "{\"note\": \"takut ketinggian\"}")
                .assertStatus(200);
        String booking = throughABooking(course, number, slots);
        admin.post("/api/bookings/" + booking + "/confirm", "{\"slot_id\": \"" + slots.getFirst() + "\"}")
                .assertStatus(200);
        lookUps(number, booking);
        admin.get("/api/notifications?recipient=kenariwati@contoh.local").assertStatus(200);
        admin.get("/api/users/" + student).assertStatus(200);
        Waiting.until(
                () -> admin.get("/api/notifications?recipient=kenariwati@contoh.local&status=sent")
                        .at("/meta/total")
                        .asInt(),
                sent -> sent >= 4);

        List<String> found = new ArrayList<>();
        inLogs(found);
        inEvents(found);
        inRedis(found);
        assertThat(found).isEmpty();
    }

    private static JsonNode throughTheForm(String course) {
        String form = """
                {"course_id": "%s", "full_name": "Kenariwati Burungasih", "email": "kenariwati@contoh.local", "phone": "0812-9876-5432",
                 "birth_date": "1987-03-29", "address": "Jalan Sangkar 7", "experience_level": "beginner", "preferred_days": ["monday"],
                 "time_preferences": [], "notes": "takut ketinggian", "guardian": {"full_name": "Kenariwati Ibu", "phone": "0811-8765-4321",
                 "relationship": "ibu"}, "consent": {"terms": true, "privacy": true, "whatsapp": true, "guardian": true},
                 "captcha_token": "%s"}""";
        Api visitor = SharedSuite.visitor();
        String key = UUID.randomUUID().toString();
        School.submit(visitor, key, form.formatted(course, "robot")).assertError(400, "CAPTCHA_FAILED");
        School.submit(visitor, key, form.formatted("kenariwati", "pass")).assertStatus(400);
        School.submit(visitor, key, form.formatted(course, "pass").replace("0812-9876-5432", "8129876-5432-kenariwati"))
                .assertStatus(400);
        School.submit(visitor, key, form.formatted(course, "pass") + "kenariwati")
                .assertStatus(400);
        School.submit(visitor, key, form.formatted(UUID.randomUUID(), "pass")).assertStatus(404);
        JsonNode made = School.submit(visitor, key, form.formatted(course, "pass"))
                .assertStatus(201)
                .json();
        School.submit(visitor, key, form.formatted(course, "pass")).assertStatus(201);
        School.submit(visitor, UUID.randomUUID().toString(), form.formatted(course, "pass"))
                .assertError(409, "ENROLLMENT_DUPLICATE");
        return made;
    }

    private static String throughABooking(String course, String number, List<String> slots) {
        String body = """
                {"registration_number": "%s", "email": "kenariwati@contoh.local", "course_id": "%s", "first_choice_slot_id": "%s",
                 "second_choice_slot_id": "%s", "captcha_token": "pass"}""".formatted(number, course, slots.get(0), slots.get(1));
        return SharedSuite.visitor()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/bookings", body)
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    private static void lookUps(String number, String booking) {
        String status = "{\"registration_number\": \"%s\", \"email\": \"%s\"}";
        Api visitor = SharedSuite.visitor();
        visitor.post("/api/users/enrollment-status", status.formatted(number, "kenariwati@contoh.local"))
                .assertStatus(200);
        visitor.post("/api/users/enrollment-status", status.formatted(number, "kenariwati@salah.local"))
                .assertStatus(404);
        visitor.post("/api/users/enrollment-status/reminder", "{\"email\": \"kenariwati@contoh.local\"}")
                .assertStatus(202);
        visitor.post(
                        "/api/bookings/status",
                        "{\"booking_id\": \"%s\", \"email\": \"kenariwati@contoh.local\"}".formatted(booking))
                .assertStatus(200);
    }

    private static void inLogs(List<String> found) throws IOException {
        try (Stream<Path> logs = Files.list(SharedSuite.suite().logDirectory())) {
            List<Path> all = logs.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(6);
            for (Path log : all) {
                String text = Files.readString(log);
                note(found, log.getFileName().toString(), text);
            }
        }
    }

    private static void inEvents(List<String> found) {
        for (String service : List.of("user", "course", "enrollment", "chat", "attendance")) {
            for (String column : List.of(service + "_outbox|payload", service + "_dead_letters|event")) {
                String[] part = column.split("\\|");
                SharedSuite.database()
                        .sql("select " + part[1] + "::text from shema." + part[0])
                        .query(String.class)
                        .list()
                        .forEach(event -> note(found, part[0], event));
            }
        }
        SharedSuite.database()
                .sql("select response::text from shema.idempotency_keys")
                .query(String.class)
                .list()
                .forEach(answer -> note(found, "idempotency_keys", answer));
    }

    /** Streams and values alike, as the server writes them to its own file. */
    private static void inRedis(List<String> found) throws IOException {
        RedisContents.of(SharedSuite.suite().redis().port())
                .forEach((key, value) -> note(found, "redis " + key, value));
    }

    private static void note(List<String> found, String where, String text) {
        CANARIES.stream().filter(text::contains).forEach(canary -> found.add(canary + " in " + where));
    }
}

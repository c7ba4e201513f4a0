package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * From the form on the website to a mark in the class register, each step done by the service that owns it. Of a suite
 * these tests have not started, only what the gateway shows is looked at.
 */
class JourneyE2E {

    private final Api admin = SharedSuite.admin();
    private final Api visitor = SharedSuite.visitor();
    // Somebody new every time: the same address, name and birth date would be the same student.
    private final String email = "siti." + UUID.randomUUID() + "@contoh.local";

    @Test
    void carriesAnApplicantFromTheFormToTheClassRegister() throws Exception {
        try (Announced events = Announced.watch("enrollment.*", "user.*", "attendance.*")) {
            String course = School.course(4, "");
            String slot = School.schedule(course, School.instructor(), School.room(6), School.at(3, 15));
            browse(course, slot);

            JsonNode applied = School.submit(
                            visitor, UUID.randomUUID().toString(), School.form(course, "Siti Rahayu", email))
                    .assertStatus(201)
                    .json();
            String id = applied.path("id").asText();
            String number = applied.path("registration_number").asText();
            assertThat(applied.path("status").asText()).isEqualTo("pending");
            assertThat(number).matches("SM-\\d{4}-[0-9A-HJKMNP-TV-Z]{8}");
            assertThat(applied.at("/course/id").asText()).isEqualTo(course);

            events.await("enrollment.created", id).ifPresent(created -> {
                assertThat(created.path("eventType").asText()).isEqualTo("ENROLLMENT_CREATED");
                assertThat(created.path("source").asText()).isEqualTo("enrollment-service");
                assertThat(created.toString()).doesNotContain("Siti").doesNotContain("siti.");
            });
            String student = linkedStudent(id);
            events.await("user.registered", student);
            mail(email, number);

            status(number, "pending");
            admin.post("/api/enrollments/" + id + "/approve", "{\"note\": \"Selamat datang\"}")
                    .assertStatus(200);
            events.await("enrollment.approved", id);
            status(number, "active");
            Waiting.until(() -> admin.get("/api/users/" + student).at("/status").asText(), "active"::equals);

            var assigned = admin.post(
                            "/api/attendance/schedules/" + slot + "/students",
                            "{\"student_ids\": [\"" + student + "\"]}")
                    .assertStatus(200);
            assertThat(assigned.at("/assigned/0").asText()).isEqualTo(student);
            events.await("attendance.assigned", student);
            assertThat(admin.get("/api/schedules/" + slot).at("/seats_taken").asInt())
                    .isEqualTo(1);
            Waiting.until(
                    () -> admin.get("/api/enrollments/" + id).at("/placed").asBoolean(), Boolean::booleanValue);

            mark(course, student, events);
            dashboard();
        }
    }

    private void browse(String course, String slot) {
        assertThat(visitor.get("/api/courses/" + course)
                        .assertStatus(200)
                        .at("/id")
                        .asText())
                .isEqualTo(course);
        assertThat(visitor.get("/api/courses?q=kursus uji".replace(" ", "%20"))
                        .assertStatus(200)
                        .json()
                        .path("data")
                        .findValuesAsText("id"))
                .contains(course);
        assertThat(visitor.get("/api/schedules/available?course_id=" + course)
                        .assertStatus(200)
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(slot);
    }

    private String linkedStudent(String enrollment) {
        return Waiting.until(() -> admin.get("/api/enrollments/" + enrollment).at("/student_id"), id -> id.isTextual())
                .asText();
    }

    private void status(String number, String expected) {
        var found = visitor.post("/api/users/enrollment-status", """
                        {"registration_number": "%s", "email": "%s"}""".formatted(number, email))
                .assertStatus(200);
        assertThat(found.at("/status").asText()).isEqualTo(expected);
        assertThat(found.at("/full_name").asText()).isEqualTo("Siti Rahayu");
        visitor.post("/api/users/enrollment-status", """
                        {"registration_number": "%s", "email": "orang.lain@contoh.local"}""".formatted(number)).assertError(404, "REGISTRATION_NOT_FOUND");
    }

    private static void mail(String recipient, String text) {
        if (!SharedSuite.isOwn()) {
            return;
        }
        Path folder = SharedSuite.suite().mailDirectory();
        Waiting.until(
                () -> mails(folder),
                mails -> mails.stream().anyMatch(mail -> mail.contains(recipient) && mail.contains(text)));
    }

    private static List<String> mails(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(JourneyE2E::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** A class is not marked before it begins; this one begins in a few seconds. */
    private void mark(String course, String student, Announced events) {
        String slot = School.schedule(
                course,
                School.instructor(),
                School.room(4),
                Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS));
        String register = "/api/attendance/schedules/" + slot;
        admin.post(register + "/students", "{\"student_ids\": [\"" + student + "\"]}")
                .assertStatus(200);
        String marks = """
                {"marks": [{"student_id": "%s", "status": "present", "note": "Bagus"}]}""".formatted(student);
        admin.put(register + "/marks", marks).assertError(409, "CLASS_NOT_STARTED");
        Waiting.until(() -> admin.put(register + "/marks", marks).status(), status -> status == 200);
        events.await("attendance.marked", student);
        var marked = admin.get(register).assertStatus(200);
        assertThat(marked.at("/students/0/status").asText()).isEqualTo("present");
        assertThat(marked.at("/students/0/full_name").asText()).isEqualTo("Siti Rahayu");
        assertThat(admin.get("/api/attendance/students/" + student)
                        .at("/attendance_rate")
                        .asDouble())
                .isEqualTo(1.0);
    }

    private void dashboard() {
        var dashboard = admin.get("/api/admin/dashboard").assertStatus(200);
        assertThat(dashboard.at("/degraded")).isEmpty();
        assertThat(dashboard.at("/stats/total_students").asInt()).isPositive();
        assertThat(dashboard.at("/stats/total_courses").asInt()).isPositive();
        assertThat(dashboard.at("/stats/active_chats").isInt()).isTrue();
        assertThat(dashboard.at("/recent_enrollments/0/registration_number").asText())
                .startsWith("SM-");
        visitor.get("/api/admin/dashboard").assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void everyPartSaysItIsHealthy() {
        Waiting.until(() -> visitor.get("/health").at("/status").asText(), "healthy"::equals);
        var health = visitor.get("/health").assertStatus(200);
        assertThat(health.at("/services"))
                .hasSize(6)
                .allMatch(service -> service.asText().equals("healthy"));
        for (String app : SharedSuite.isOwn() ? SharedSuite.suite().apps() : List.<String>of()) {
            var own = Api.of(SharedSuite.suite().url(app).getPort(), app)
                    .withoutToken()
                    .get("/health");
            assertThat(own.assertStatus(200).at("/service").asText()).isEqualTo(app);
            assertThat(own.at("/status").asText()).isEqualTo("healthy");
        }
    }
}

package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Everything held about a person, from every service; and nothing of it anywhere once she was erased. */
class PersonE2E {

    private static final String NAME = "Kenanga Prameswari";
    private static final String EMAIL = "kenanga@contoh.local";
    private static final String NOTE = "Kakinya terkilir";
    private static final String CHAT = "Saya alergi kacang";

    /** As the form below has it, in the shape in which it is kept. */
    private static final String PHONE = "81355557777";

    private final Api admin = SharedSuite.admin();
    private final String course = School.course(4, "");

    @Test
    void isExportedWholeAndErasedEverywhere() {
        String lesson = School.schedule(
                course,
                School.instructor(),
                School.room(4),
                Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS));
        String upcoming = lesson(40);
        JsonNode made = School.submit(
                        SharedSuite.visitor(),
                        UUID.randomUUID().toString(),
                        School.form(course, NAME, EMAIL).replace("0812-3456-7890", "0" + PHONE))
                .assertStatus(201)
                .json();
        String enrollment = "/api/enrollments/" + made.path("id").asText();
        admin.post(enrollment + "/approve", "{\"note\": \"" + NOTE + "\"}").assertStatus(200);
        String student = Waiting.until(() -> admin.get(enrollment).at("/student_id"), JsonNode::isTextual)
                .asText();
        for (String one : List.of(lesson, upcoming)) {
            admin.post("/api/attendance/schedules/" + one + "/students", "{\"student_ids\": [\"" + student + "\"]}")
                    .assertStatus(200);
        }
        String number = made.path("registration_number").asText();
        new Applicant(student, made.path("id").asText(), number, EMAIL).book(course, lesson(41), lesson(42));
        mark(lesson, student, "excused");
        mark(lesson, student, "late");
        chat(student);

        exportsFromEveryService(student);
        admin.post("/api/users/" + student + "/erase", "{}").assertStatus(200);
        Waiting.until(() -> holding(NAME, EMAIL, PHONE, NOTE, CHAT), List::isEmpty);
        assertThat(admin.get("/api/users/" + student + "/export")
                        .assertStatus(200)
                        .text())
                .doesNotContainIgnoringCase("kenanga")
                .doesNotContain(PHONE)
                .doesNotContain(NOTE)
                .doesNotContain(CHAT);
        SharedSuite.visitor()
                .post("/api/users/enrollment-status", """
                        {"registration_number": "%s", "email": "%s"}""".formatted(number, EMAIL))
                .assertError(404, "REGISTRATION_NOT_FOUND");
        ApiResponse attendance =
                admin.get("/api/attendance/students/" + student).assertStatus(200);
        assertThat(attendance.at("/late").asInt()).as("counts stay").isEqualTo(1);
        assertThat(admin.get("/api/attendance/schedules/" + lesson).text()).doesNotContain("Kenanga");
    }

    private String lesson(int days) {
        return School.schedule(course, School.instructor(), School.room(4), School.at(days, 10));
    }

    private void mark(String lesson, String student, String status) {
        String marks = """
                {"marks": [{"student_id": "%s", "status": "%s", "note": "%s"}]}""".formatted(student, status, NOTE);
        Waiting.until(
                () -> admin.put("/api/attendance/schedules/" + lesson + "/marks", marks)
                        .status(),
                answer -> answer == 200);
    }

    private void chat(String student) {
        ApiResponse session = SharedSuite.visitor()
                .post("/api/chat/sessions", """
                        {"guest_name": "%s", "guest_email": "%s"}""".formatted(NAME, EMAIL))
                .assertStatus(201);
        String path = "/api/chat/sessions/" + session.at("/session_id").asText();
        SharedSuite.visitor()
                .header("X-Chat-Session", session.at("/session_token").asText())
                .post(path + "/messages", """
                        {"client_message_id": "%s", "message": "%s"}""".formatted(UUID.randomUUID(), CHAT));
        admin.post(path + "/link", "{\"user_id\": \"" + student + "\"}").assertStatus(200);
    }

    private void exportsFromEveryService(String student) {
        JsonNode export =
                admin.get("/api/users/" + student + "/export").assertStatus(200).at("/services");
        assertThat(export.path("user-service").toString()).contains(NAME, EMAIL, PHONE);
        assertThat(export.path("enrollment-service").toString()).contains(NAME, EMAIL);
        assertThat(export.path("attendance-service").toString()).contains(NOTE, "late", "excused");
        assertThat(export.path("chat-service").toString()).contains(CHAT);
        assertThat(export.path("course-service").isObject()).isTrue();
    }

    /** Every table of every service in which one of these texts stands. */
    private static List<String> holding(String... texts) {
        String patterns = "'%" + String.join("%', '%", texts) + "%'";
        return SharedSuite.database()
                .sql("select table_name from information_schema.tables where table_schema = 'shema' order by 1")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> SharedSuite.database()
                        .sql("select exists (select from shema." + table + " t where t::text ilike any (array["
                                + patterns + "]))")
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}

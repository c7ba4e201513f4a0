package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.UUID;

/** Somebody with an approved enrollment for a course, and the two things with which they show that it is theirs. */
record Applicant(String student, String enrollment, String number, String email) {

    static Applicant of(String course) {
        String name = "Murid " + UUID.randomUUID().toString().replaceAll("[0-9-]", "");
        return of(course, name, "murid-" + UUID.randomUUID() + "@contoh.local");
    }

    static Applicant of(String course, String name, String email) {
        Api admin = SharedSuite.admin();
        JsonNode made = School.submit(
                        SharedSuite.visitor(), UUID.randomUUID().toString(), School.form(course, name, email))
                .assertStatus(201)
                .json();
        String path = "/api/enrollments/" + made.path("id").asText();
        admin.post(path + "/approve", "{}").assertStatus(200);
        String student = Waiting.until(() -> admin.get(path).at("/student_id"), JsonNode::isTextual)
                .asText();
        return new Applicant(
                student,
                made.path("id").asText(),
                made.path("registration_number").asText(),
                email);
    }

    /** Asks for two classes; the booking's id. */
    String book(String course, String first, String second) {
        return tryToBook(course, first, second).assertStatus(201).at("/id").asText();
    }

    ApiResponse tryToBook(String course, String first, String second) {
        return SharedSuite.visitor()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/bookings", """
                        {"registration_number": "%s", "email": "%s", "course_id": "%s", "first_choice_slot_id": "%s",
                         "second_choice_slot_id": "%s", "captcha_token": "pass"}""".formatted(number, email, course, first, second));
    }
}

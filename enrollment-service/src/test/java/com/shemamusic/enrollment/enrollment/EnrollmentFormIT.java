package com.shemamusic.enrollment.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrollmentFormIT extends ServiceIT {

    @Test
    void aFormBecomesAPendingEnrollmentAndAnEvent(Api api) {
        UUID course = PeersStub.course();
        try (EventProbe events = EventProbe.on("enrollment.*")) {
            ApiResponse answer = submit(api, Forms.adult(course).json()).assertStatus(201);
            assertThat(answer.at("/registration_number").asText()).matches("SM-\\d{4}-[0-9A-HJKMNP-TV-Z]{8}");
            assertThat(answer.at("/status").asText()).isEqualTo("pending");
            assertThat(answer.at("/course/name").asText()).isEqualTo("Piano Dasar");
            assertThat(answer.header("Location"))
                    .hasValue("/api/enrollments/" + answer.at("/id").asText());
            JsonNode event = events.awaitEvent(
                    "enrollment.created",
                    e -> e.at("/aggregateId").asText().equals(answer.at("/id").asText()));
            assertThat(event.at("/data/courseId").asText()).isEqualTo(course.toString());
            assertThat(event.at("/data/preferredDays/0").asText()).isEqualTo("monday");
            assertThat(event.toString()).doesNotContain("siti").doesNotContain("Siti");
        }
    }

    @Test
    void whatWasConsentedToIsKeptAsEvidence(Api api) {
        UUID course = PeersStub.course();
        submit(
                        api,
                        Forms.adult(course)
                                .with("consent", Map.of("terms", true, "privacy", true, "whatsapp", true))
                                .json())
                .assertStatus(201);
        Map<String, Object> row = TestDatabase.admin()
                .sql(
                        "select consent_text_version, array_to_string(consent_purposes, ',') as purposes, phone from shema.enrollments")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("purposes", "terms,privacy,whatsapp")
                .containsEntry("phone", "+6281234567890")
                .hasEntrySatisfying(
                        "consent_text_version",
                        version -> assertThat((String) version).isNotBlank());
    }

    @Test
    void theKeyIsAskedForBeforeTheBodyIsRead(Api api) {
        for (String key : new String[] {null, "short", "with a space", "k".repeat(129)}) {
            api.anonymous()
                    .header("Idempotency-Key", key)
                    .post("/api/enrollments", "not json")
                    .assertError(400, "IDEMPOTENCY_KEY_REQUIRED");
        }
    }

    @Test
    void everyBadFieldIsNamedAtOnce(Api api) {
        submit(api, "{}")
                .assertFieldErrors(Map.ofEntries(
                        Map.entry("course_id", "REQUIRED"),
                        Map.entry("full_name", "REQUIRED"),
                        Map.entry("email", "REQUIRED"),
                        Map.entry("phone", "REQUIRED"),
                        Map.entry("birth_date", "REQUIRED"),
                        Map.entry("experience_level", "REQUIRED"),
                        Map.entry("preferred_days", "REQUIRED"),
                        Map.entry("time_preferences", "REQUIRED"),
                        Map.entry("consent.terms", "CONSENT_REQUIRED"),
                        Map.entry("consent.privacy", "CONSENT_REQUIRED"),
                        Map.entry("captcha_token", "REQUIRED")));
    }

    @Test
    void fieldsOfEveryWrongKindAreRefused(Api api) {
        submit(
                        api,
                        Forms.adult(UUID.randomUUID())
                                .with("course_id", "piano")
                                .with("full_name", "x".repeat(121))
                                .with("email", "nobody@nowhere")
                                .with("phone", "12")
                                .with("birth_date", "2999-01-01")
                                .with("experience_level", "expert")
                                .with("preferred_instruments", List.of("Piano!"))
                                .with("preferred_days", List.of("someday"))
                                .with("time_preferences", List.of(Map.of("start", "17:00", "end", "15:00")))
                                .with("consent", Map.of("terms", false, "privacy", true))
                                .with("language", "fr")
                                .with("status", "active")
                                .with("surprise", 1)
                                .json())
                .assertFieldErrors(Map.ofEntries(
                        Map.entry("course_id", "INVALID"),
                        Map.entry("full_name", "TOO_LONG"),
                        Map.entry("email", "INVALID"),
                        Map.entry("phone", "INVALID"),
                        Map.entry("birth_date", "OUT_OF_RANGE"),
                        Map.entry("experience_level", "INVALID"),
                        Map.entry("preferred_instruments[0]", "INVALID"),
                        Map.entry("preferred_days[0]", "INVALID"),
                        Map.entry("time_preferences[0].end", "INVALID"),
                        Map.entry("consent.terms", "CONSENT_REQUIRED"),
                        Map.entry("language", "INVALID"),
                        Map.entry("status", "READ_ONLY_FIELD"),
                        Map.entry("surprise", "UNKNOWN_FIELD")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01", "-999999999-01-01", "9999-12-31", "0001-01-01"})
    void aBirthDateThatNobodyHasIsRefusedHoweverFarAway(String date, Api api) {
        submit(api, Forms.adult(PeersStub.course()).with("birth_date", date).json())
                .assertFieldErrors(Map.of("birth_date", "OUT_OF_RANGE"));
        String day = date.replace("+", "%2B");
        assertThat(api.asAdmin()
                        .get("/api/enrollments?from=" + day + "&to=" + day)
                        .status())
                .isIn(200, 400);
    }

    @Test
    void aNameIsOneHoweverItIsSpelledInUnicode(Api api) {
        UUID course = PeersStub.course();
        String id = submit(
                        api,
                        Forms.adult(course)
                                .with("full_name", "Andre\u0301\u00a0  Wijaya")
                                .json())
                .assertStatus(201)
                .at("/id")
                .asText();
        assertThat(api.asAdmin().get("/api/enrollments/" + id).at("/full_name").asText())
                .isEqualTo("Andr\u00e9 Wijaya");
        submit(api, Forms.adult(course).with("full_name", "Andr\u00e9 Wijaya").json())
                .assertError(409, "ENROLLMENT_DUPLICATE");
        submit(api, Forms.adult(course).with("full_name", "Andre Wijaya").json())
                .assertStatus(201);
    }

    @Test
    void aMinorNeedsAGuardianAndTheGuardiansConsent(Api api) {
        UUID course = PeersStub.course();
        Forms minor = Forms.adult(course).with("birth_date", "2015-05-17");
        submit(api, minor.json())
                .assertFieldErrors(Map.of("guardian", "GUARDIAN_REQUIRED", "consent.guardian", "CONSENT_REQUIRED"));
        minor.with("guardian", Map.of("full_name", "Ibu Rahayu", "phone", "nope", "relationship", "mother"))
                .with("consent", Map.of("terms", true, "privacy", true, "guardian", true));
        submit(api, minor.json()).assertFieldErrors(Map.of("guardian.phone", "INVALID"));
        minor.with(
                "guardian", Map.of("full_name", "Ibu Rahayu", "phone", "+62 811 2345 678", "relationship", "mother"));
        submit(api, minor.json()).assertStatus(201);
    }

    @Test
    void aCourseForAnotherAgeIsRefused(Api api) {
        UUID course = PeersStub.course("\"enrollment_limit\":null,\"min_age\":4,\"max_age\":12");
        submit(api, Forms.adult(course).json()).assertFieldErrors(Map.of("birth_date", "AGE_NOT_ALLOWED"));
    }

    @Test
    void anUnknownOrInactiveCourseIsNotFound(Api api) {
        submit(api, Forms.adult(UUID.randomUUID()).json()).assertError(404, "COURSE_NOT_FOUND");
        UUID inactive = UUID.randomUUID();
        PeersStub.tell(inactive, "\"is_active\":false", 1);
        submit(api, Forms.adult(inactive).json()).assertError(404, "COURSE_NOT_FOUND");
    }

    @Test
    void aWrongCaptchaStoresNothing(Api api) {
        UUID course = PeersStub.course();
        submit(api, Forms.adult(course).with("captcha_token", "robot").json()).assertError(400, "CAPTCHA_FAILED");
        assertThat(rows("enrollments")).isZero();
    }

    @Test
    void oneApplicantHasOneOpenEnrollmentForACourseAndSiblingsHaveTheirOwn(Api api) {
        UUID course = PeersStub.course();
        submit(api, Forms.adult(course).json()).assertStatus(201);
        submit(
                        api,
                        Forms.adult(course)
                                .with("full_name", "  siti   RAHAYU ")
                                .email("SITI@example.com")
                                .json())
                .assertError(409, "ENROLLMENT_DUPLICATE");
        submit(api, Forms.adult(course).with("full_name", "Budi Rahayu").json()).assertStatus(201);
        submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
    }

    @Test
    void afterARejectionTheSameApplicantMayTryAgain(Api api) {
        UUID course = PeersStub.course();
        String id = enrolled(api, course, "siti@example.com");
        review(api, id, "reject").assertStatus(200);
        submit(api, Forms.adult(course).json()).assertStatus(201);
    }

    @Test
    void onlyTheGatewayMayHandFormsIn(Api api) {
        String form = Forms.adult(PeersStub.course()).json();
        api.withoutToken()
                .header("Idempotency-Key", "a-good-key")
                .post("/api/enrollments", form)
                .assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void theDocumentationNamesTheKeyAsAHeader(Api api) {
        JsonNode parameters = api.anonymous().get("/openapi").at("/paths/~1api~1enrollments/post/parameters");
        assertThat(parameters.findValuesAsText("name")).containsExactly("Idempotency-Key");
        assertThat(parameters.at("/0/in").asText()).isEqualTo("header");
    }
}

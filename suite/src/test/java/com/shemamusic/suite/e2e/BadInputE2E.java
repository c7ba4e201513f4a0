package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a request, at every operation there is: a documented refusal, never a 5xx. */
class BadInputE2E {

    @Test
    void everyOperationAnswersBadInputWithADocumentedRefusal() {
        MalformedRequests requests = new MalformedRequests();

        requests.send(12);

        assertThat(requests.sent()).isGreaterThan(60 * 12);
        assertThat(requests.wrong()).as("of %d requests", requests.sent()).isEmpty();
    }

    @Test
    void namesEveryBadFieldOfTheFormAtOnce() {
        SharedSuite.visitor()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/enrollments", """
                        {"course_id": "x", "email": "not an address", "phone": "12", "birth_date": "2015-01-01",
                         "experience_level": "wizard", "preferred_days": ["someday"], "time_preferences": [{"start": "26:00"}],
                         "consent": {"terms": true, "privacy": false}, "status": "active", "captcha_token": "pass"}""")
                .assertField("course_id", "INVALID")
                .assertField("full_name", "REQUIRED")
                .assertField("email", "INVALID")
                .assertField("phone", "INVALID")
                .assertField("experience_level", "INVALID")
                .assertField("preferred_days[0]", "INVALID")
                .assertField("time_preferences[0].start", "INVALID")
                .assertField("consent.privacy", "CONSENT_REQUIRED")
                .assertField("guardian", "GUARDIAN_REQUIRED");
    }
}

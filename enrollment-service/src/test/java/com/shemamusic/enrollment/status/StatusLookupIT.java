package com.shemamusic.enrollment.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLookupIT extends ServiceIT {

    private static final String PATH = "/api/users/enrollment-status";

    @Test
    void numberAndEmailTogetherTellTheState(Api api) {
        ApiResponse form = submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
        ApiResponse answer = look(api, form.at("/registration_number").asText().toLowerCase(), "SITI@Example.com");
        answer.assertStatus(200);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "registration_number", "full_name", "status", "course_name", "submitted_at", "booking");
        assertThat(answer.at("/status").asText()).isEqualTo("pending");
        assertThat(answer.at("/booking").isNull()).isTrue();
    }

    @Test
    void everyKindOfMissIsTheSameAnswer(Api api) {
        ApiResponse form = submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
        String number = form.at("/registration_number").asText();
        String otherEmail = anonymised(look(api, number, "someone@example.com"));
        String unknown = anonymised(look(api, "SM-2026-00000000", "siti@example.com"));
        String nonsense = anonymised(look(api, "%", "'"));
        assertThat(otherEmail).isEqualTo(unknown).isEqualTo(nonsense);
    }

    @Test
    void bothFieldsAreNeeded(Api api) {
        api.anonymous()
                .post(PATH, "{}")
                .assertFieldErrors(Map.of("registration_number", "REQUIRED", "email", "REQUIRED"));
        api.withoutToken().post(PATH, "{}").assertError(401, "AUTH_REQUIRED");
    }

    private static ApiResponse look(Api api, String number, String email) {
        return api.anonymous().post(PATH, "{\"registration_number\":\"%s\",\"email\":\"%s\"}".formatted(number, email));
    }

    private static String anonymised(ApiResponse miss) {
        miss.assertError(404, "REGISTRATION_NOT_FOUND");
        ObjectNode body = (ObjectNode) miss.json();
        body.remove("request_id");
        return body.toString();
    }
}

package com.shemamusic.enrollment.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.shemamusic.enrollment.client.course.CourseClient;
import com.shemamusic.enrollment.client.course.SeatClient;
import com.shemamusic.enrollment.client.user.StudentForm;
import com.shemamusic.enrollment.client.user.UserClient;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.ServiceTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WireMockTest
class PeerClientsTests {

    private static final UUID ID = UUID.randomUUID();
    private UserClient users;
    private CourseClient courses;
    private SeatClient seats;
    private WireMockRuntimeInfo server;

    @BeforeEach
    void clients(WireMockRuntimeInfo running) {
        server = running;
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .configure(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .build();
        ServiceTokens tokens =
                new ServiceTokens("enrollment-service", "a-secret-of-thirty-two-bytes-0123", Clock.systemUTC());
        String url = running.getHttpBaseUrl();
        Peers peers = new Peers(Map.of("user-service", url, "course-service", url), tokens, mapper);
        users = new UserClient(peers);
        courses = new CourseClient(peers);
        seats = new SeatClient(peers);
    }

    @Test
    void answersRefusalsAndOutagesOfUserServiceAreThreeThings() {
        answer(okJson("{\"student_id\":\"%s\",\"created\":true,\"status\":\"pending\",\"extra\":1}".formatted(ID)));
        assertThat(users.link(form()).studentId()).isEqualTo(ID);
        answer(refusal(400, "VALIDATION_FAILED"));
        assertThatThrownBy(() -> users.link(form())).isInstanceOf(PeerRejectedException.class);
        answer(aResponse().withStatus(500));
        assertThatThrownBy(() -> users.link(form())).isInstanceOf(PeerUnavailableException.class);
    }

    @Test
    void aCourseThatIsNotThereIsNoOutage() {
        answer(okJson("{\"data\":[]}"));
        assertThat(courses.find(ID)).isEmpty();
        answer(refusal(403, "AUTH_FORBIDDEN"));
        assertThatThrownBy(() -> courses.find(ID)).isInstanceOf(PeerRejectedException.class);
        answer(aResponse().withStatus(503));
        assertThatThrownBy(() -> courses.find(ID)).isInstanceOf(PeerUnavailableException.class);
    }

    @Test
    void whatCourseServiceSaysOfSeatsKeepsItsCode() {
        answer(refusal(409, "BOOKING_EXPIRED"));
        assertCode("BOOKING_EXPIRED", () -> seats.confirm(ID, ID, ID, "this", null));
        answer(refusal(409, "BOOKING_INVALID_SLOTS"));
        assertCode("BOOKING_INVALID_SLOTS", () -> seats.hold(ID, ID, List.of(ID), Instant.EPOCH));
        answer(refusal(404, "SCHEDULE_NOT_FOUND"));
        assertCode("BOOKING_INVALID_STATE", () -> seats.confirm(ID, ID, ID, "this", null));
        answer(aResponse().withStatus(504));
        assertCode("SERVICE_TIMEOUT", () -> seats.release(ID));
    }

    private void answer(ResponseDefinitionBuilder response) {
        server.getWireMock().register(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder refusal(int status, String code) {
        return jsonResponse("{\"error\":\"no\",\"code\":\"" + code + "\",\"details\":{},\"request_id\":\"r\"}", status);
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static StudentForm form() {
        return new StudentForm(
                "Siti",
                "siti@example.com",
                "+6281234567890",
                LocalDate.EPOCH,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of());
    }
}

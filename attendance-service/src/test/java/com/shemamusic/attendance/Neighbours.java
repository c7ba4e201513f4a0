package com.shemamusic.attendance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.test.TestSecrets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stands in for user-service and course-service, at the level of HTTP. */
public final class Neighbours {

    private static final SeatsAnswer SEATS = new SeatsAnswer();
    private static final WireMockServer SERVER = start();

    private Neighbours() {}

    private static WireMockServer start() {
        WireMockServer server = new WireMockServer(
                wireMockConfig().dynamicPort().containerThreads(80).extensions(SEATS));
        server.start();
        return server;
    }

    public static String url() {
        return SERVER.baseUrl();
    }

    /** Clients of their own, so that a breaker one test opens is no other test's business. */
    public static Peers peers() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new Peers(
                Map.of("user-service", url(), "course-service", url()),
                new ServiceTokens("attendance-service", TestSecrets.SERVICE_JWT_SECRET, Clock.systemUTC()),
                mapper);
    }

    /** Back to knowing nobody; every seat is granted. */
    public static void reset() {
        SERVER.resetAll();
        SEATS.reset();
        SERVER.stubFor(
                put(urlPathEqualTo("/internal/seats")).willReturn(aResponse().withTransformers(SeatsAnswer.NAME)));
        SERVER.stubFor(get(urlPathEqualTo("/internal/seats")).willReturn(jsonResponse("{\"data\": []}", 200)));
        SERVER.stubFor(get(urlPathEqualTo("/internal/users")).willReturn(jsonResponse("{\"data\": []}", 200)));
        SERVER.stubFor(get(urlPathEqualTo("/internal/schedules")).willReturn(jsonResponse("{\"data\": []}", 200)));
        SERVER.stubFor(get(urlPathMatching("/internal/schedules/[^/]+"))
                .willReturn(jsonResponse("{\"code\": \"SCHEDULE_NOT_FOUND\"}", 404)));
        SERVER.stubFor(get(urlPathMatching("/internal/schedules/[^/]+/following"))
                .willReturn(jsonResponse("{\"code\": \"SCHEDULE_NOT_FOUND\"}", 404)));
        SERVER.stubFor(put(urlPathMatching("/internal/schedules/.*/seats/.*"))
                .willReturn(jsonResponse("{\"changed\": true}", 200)));
        SERVER.stubFor(
                delete(urlPathMatching("/internal/schedules/.*/seats/.*")).willReturn(noContent()));
    }

    /** Everybody asked for is told, whoever they ask for. */
    public static void people(String... people) {
        SERVER.stubFor(get(urlPathEqualTo("/internal/users"))
                .willReturn(jsonResponse("{\"data\": [" + String.join(",", people) + "]}", 200)));
    }

    public static String student(UUID id, String name) {
        return person(id, name, "student", "active");
    }

    public static String person(UUID id, String name, String role, String status) {
        return """
                {"id": "%s", "full_name": "%s", "role": "%s", "status": "%s", "email": "x@example.org"}""".formatted(id, name, role, status);
    }

    public static void classes(String... schedules) {
        for (String schedule : schedules) {
            String id = schedule.split("\"")[3];
            SERVER.stubFor(get(urlPathEqualTo("/internal/schedules/" + id)).willReturn(jsonResponse(schedule, 200)));
        }
        String all = Arrays.stream(schedules).collect(Collectors.joining(","));
        SERVER.stubFor(
                get(urlPathEqualTo("/internal/schedules")).willReturn(jsonResponse("{\"data\": [" + all + "]}", 200)));
        String first = schedules[0].split("\"")[3];
        SERVER.stubFor(get(urlPathEqualTo("/internal/schedules/" + first + "/following"))
                .willReturn(jsonResponse("{\"data\": [" + all + "]}", 200)));
    }

    public static String schedule(UUID id, UUID courseId, Instant startsAt, int seats, String status, long version) {
        return """
                {"id": "%s", "course_id": "%s", "course_name": "Piano Dasar", "instructor_id": "%s",
                 "instructor_name": "Budi Santoso", "room_name": "Mawar", "starts_at": "%s", "ends_at": "%s",
                 "status": "%s", "seats": %d, "seats_taken": 0, "seats_held": 0, "series_id": null, "version": %d}""".formatted(id, courseId, id, startsAt, startsAt.plusSeconds(3600), status, seats, version);
    }

    public static void courseName(UUID id, String name) {
        SERVER.stubFor(get(urlPathEqualTo("/internal/courses"))
                .willReturn(jsonResponse("{\"data\": [{\"id\": \"%s\", \"name\": \"%s\"}]}".formatted(id, name), 200)));
    }

    /** @param outcome {@code full}, {@code cancelled}, {@code missing} or {@code had_it} */
    public static void answerSeats(UUID scheduleId, String outcome) {
        SEATS.always(scheduleId.toString(), outcome);
    }

    /** Who has a seat in which class, by class and student in turn. */
    public static void seats(UUID... pairs) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            data.append(i == 0 ? "" : ",")
                    .append("{\"schedule_id\": \"%s\", \"student_id\": \"%s\"}".formatted(pairs[i], pairs[i + 1]));
        }
        SERVER.stubFor(
                get(urlPathEqualTo("/internal/seats")).willReturn(jsonResponse("{\"data\": [" + data + "]}", 200)));
    }

    public static void allDown() {
        SERVER.stubFor(any(anyUrl()).willReturn(serviceUnavailable()));
    }

    /** A service that was down says that it is back. */
    public static void ready() {
        SERVER.stubFor(
                get(urlPathEqualTo("/health/ready")).willReturn(noContent().withStatus(200)));
    }

    /** How many seats of a class were asked for by requests. */
    public static int taken(UUID scheduleId) {
        return SERVER.findAll(putRequestedFor(urlPathEqualTo("/internal/seats"))).stream()
                .mapToInt(call -> (int) SeatsAnswer.wishes(call.getBody())
                        .valueStream()
                        .filter(wish -> wish.path("schedule_id").asText().equals(scheduleId.toString()))
                        .count())
                .sum();
    }

    /** How often a check has made sure that a student has a seat in a class. */
    public static int ensured(UUID scheduleId) {
        return SERVER.findAll(putRequestedFor(urlPathMatching("/internal/schedules/" + scheduleId + "/seats/.*")))
                .size();
    }

    public static int freed(UUID scheduleId) {
        return SERVER.findAll(deleteRequestedFor(urlPathMatching("/internal/schedules/" + scheduleId + "/seats/.*")))
                .size();
    }

    /** What each of these calls said about a seat that a booking took. */
    public static List<String> freedUnlessBooked(UUID scheduleId) {
        return SERVER
                .findAll(deleteRequestedFor(urlPathMatching("/internal/schedules/" + scheduleId + "/seats/.*")))
                .stream()
                .map(call -> call.queryParameter("unless_booked").firstValue())
                .toList();
    }

    public static WireMockServer server() {
        return SERVER;
    }
}

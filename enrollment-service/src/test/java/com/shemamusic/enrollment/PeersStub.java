package com.shemamusic.enrollment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.UUID;

/** Course- and user-service as seen from here: one HTTP server that says what a test wants to hear. */
public final class PeersStub {

    public static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().globalTemplating(true));

    private static volatile Runnable beforeStudentIsTold = () -> {};

    static {
        SERVER.addMockServiceRequestListener((request, response) -> {
            if (request.getUrl().equals("/internal/students")) {
                beforeStudentIsTold.run();
            }
        });
        SERVER.start();
    }

    private PeersStub() {}

    /** Both are up; no course is known, and every student is new. */
    public static void reset() {
        SERVER.resetAll();
        beforeStudentIsTold = () -> {};
        SERVER.stubFor(get(urlPathEqualTo("/health/ready")).willReturn(okJson("{}")));
        SERVER.stubFor(get(urlPathEqualTo("/internal/courses")).willReturn(okJson("{\"data\":[]}")));
        linkStudents("[]");
    }

    /** A course without limits. */
    public static UUID course() {
        return course("\"enrollment_limit\":null,\"min_age\":null,\"max_age\":null");
    }

    /** A course with these further fields. */
    public static UUID course(String fields) {
        UUID id = UUID.randomUUID();
        tell(id, "\"is_active\":true," + fields, 1);
        return id;
    }

    public static void tell(UUID id, String fields, int version) {
        SERVER.stubFor(get(urlPathEqualTo("/internal/courses"))
                .withQueryParam("ids", equalTo(id.toString()))
                .willReturn(okJson("""
                        {"data":[{"id":"%s","slug":"piano","name":"Piano Dasar","max_students":4,%s,
                        "duration_minutes":60,"version":%d}]}""".formatted(id, fields, version))));
    }

    /** user-service finds or makes a student for every form, with these differences. */
    public static void linkStudents(String differences) {
        SERVER.stubFor(post(urlPathEqualTo("/internal/students")).willReturn(okJson("""
                {"student_id":"{{randomValue type='UUID'}}","created":true,"status":"pending","differences":%s}""".formatted(differences))));
    }

    /** user-service finds this student for every form; the answer leaves it only after what happens meanwhile. */
    public static void linkStudent(UUID student, String differences, Runnable meanwhile) {
        beforeStudentIsTold = meanwhile;
        SERVER.stubFor(
                post(urlPathEqualTo("/internal/students")).willReturn(okJson("""
                {"student_id":"%s","created":false,"status":"pending","differences":%s}""".formatted(student, differences))));
    }

    /** Seats of these classes can be held, confirmed and released. */
    public static void seats(UUID first, UUID second, String startsAt, String endsAt) {
        seats(first, second, startsAt, endsAt, 1);
    }

    /** The same, of classes in this version. */
    public static void seats(UUID first, UUID second, String startsAt, String endsAt, long version) {
        String slot = "{\"slot_id\":\"%s\",\"starts_at\":\"" + startsAt + "\",\"ends_at\":\"" + endsAt
                + "\",\"version\":" + version + "}";
        SERVER.stubFor(put(urlPathMatching("/internal/bookings/[^/]+/hold"))
                .willReturn(okJson("{\"slots\":[" + slot.formatted(first) + "," + slot.formatted(second) + "]}")));
        SERVER.stubFor(put(urlPathMatching("/internal/bookings/[^/]+/confirm"))
                .willReturn(okJson("{\"placed\":[\"" + first + "\"],\"full\":[]}")));
        SERVER.stubFor(put(urlPathMatching("/internal/bookings/[^/]+/release"))
                .willReturn(aResponse().withStatus(204)));
    }

    /** The same, but the answer to a hold takes its time. */
    public static void slowHold(UUID first, UUID second, String startsAt, String endsAt, int millis) {
        String slot = "{\"slot_id\":\"%s\",\"starts_at\":\"" + startsAt + "\",\"ends_at\":\"" + endsAt + "\"}";
        SERVER.stubFor(put(urlPathMatching("/internal/bookings/[^/]+/hold"))
                .willReturn(okJson("{\"slots\":[" + slot.formatted(first) + "," + slot.formatted(second) + "]}")
                        .withFixedDelay(millis)));
    }

    /** A step of a booking is refused. */
    public static void refuse(String step, String code, String details) {
        SERVER.stubFor(put(urlPathMatching("/internal/bookings/[^/]+/" + step))
                .willReturn(jsonResponse(
                        "{\"error\":\"no\",\"code\":\"%s\",\"details\":%s,\"request_id\":\"r\"}"
                                .formatted(code, details),
                        409)));
    }

    /** The answer to a hold is lost, and the next attempt finds the classes full. */
    public static void refuseHoldAfterALostAnswer() {
        refuse("hold", "BOOKING_INVALID_SLOTS", "{\"slots\":[]}");
        SERVER.stubFor(put(urlPathMatching("/internal/bookings/[^/]+/hold"))
                .inScenario("hold")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("asked")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    /** How often a step of a booking was asked for. */
    public static int asked(String step) {
        return SERVER.findAll(putRequestedFor(urlPathMatching("/internal/bookings/[^/]+/" + step)))
                .size();
    }

    /** How often everything was to be freed that a booking holds and that was taken for it. */
    public static int givenBack(String booking) {
        return SERVER.findAll(putRequestedFor(urlPathEqualTo("/internal/bookings/" + booking + "/release"))
                        .withRequestBody(equalToJson("{\"taken\":true}")))
                .size();
    }

    /** How often a seat was to be taken in a class of this time. */
    public static int confirmedFor(String booking, String startsAt) {
        return SERVER.findAll(putRequestedFor(urlPathEqualTo("/internal/bookings/" + booking + "/confirm"))
                        .withRequestBody(matchingJsonPath("$.starts_at", equalTo(startsAt))))
                .size();
    }

    /** Every call fails, as when both are down. */
    public static void down() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    }
}

package com.shemamusic.enrollment.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EnrollmentListIT extends ServiceIT {

    @Test
    void theListIsNewestFirstAndFilteredAndSearched(Api api) {
        UUID piano = PeersStub.course();
        UUID guitar = PeersStub.course();
        String first = enrolled(api, piano, "a@example.com");
        String second = submit(
                        api,
                        Forms.adult(guitar)
                                .email("b@example.com")
                                .with("full_name", "Budi 100%")
                                .json())
                .at("/id")
                .asText();
        approve(api, first).assertStatus(200);
        assertThat(ids(api, "")).containsExactly(second, first);
        assertThat(ids(api, "?status=active")).containsExactly(first);
        assertThat(ids(api, "?course_id=" + guitar)).containsExactly(second);
        assertThat(ids(api, "?q=BUDI")).containsExactly(second);
        assertThat(ids(api, "?q=0%25")).containsExactly(second);
        assertThat(ids(api, "?q=a@example")).containsExactly(first);
        assertThat(ids(api, "?to=2020-01-01")).isEmpty();
        assertThat(ids(api, "?from=2020-01-01&size=1")).containsExactly(second);
        String cursor = api.asAdmin()
                .get("/api/enrollments?size=1")
                .at("/meta/next_cursor")
                .asText();
        assertThat(ids(api, "?size=1&cursor=" + cursor)).containsExactly(first);
    }

    @Test
    void badParametersAreNamedTogetherAndOnlyAdminsSeeTheList(Api api) {
        api.asAdmin()
                .get("/api/enrollments?status=x&course_id=y&placed=z&from=w&size=0")
                .assertFieldErrors(java.util.Map.of(
                        "status",
                        "INVALID",
                        "course_id",
                        "INVALID",
                        "placed",
                        "INVALID",
                        "from",
                        "INVALID",
                        "size",
                        "OUT_OF_RANGE"));
        for (String path : List.of("", "/stats", "/" + UUID.randomUUID())) {
            api.anonymous().get("/api/enrollments" + path).assertError(401, "AUTH_REQUIRED");
            api.asService("course-service").get("/api/enrollments" + path).assertError(403, "AUTH_FORBIDDEN");
        }
        api.asAdmin().get("/api/enrollments/" + UUID.randomUUID()).assertError(404, "ENROLLMENT_NOT_FOUND");
    }

    @Test
    void anEnrollmentHasAnEntityTag(Api api) {
        String id = enrolled(api, PeersStub.course(), "a@example.com");
        awaitLinked(api, id);
        String tag = api.asAdmin().get("/api/enrollments/" + id).header("ETag").orElseThrow();
        api.asAdmin().header("If-None-Match", tag).get("/api/enrollments/" + id).assertStatus(304);
    }

    @Test
    void theExportHoldsEverythingAndNothingASpreadsheetWouldRun(Api api) {
        UUID course = PeersStub.course();
        for (String name : List.of("=1+1", "+62", "-x", "@sum", "Budi, \"the\" one")) {
            submit(api, Forms.adult(course).with("full_name", name).json()).assertStatus(201);
        }
        submit(
                        api,
                        Forms.adult(course)
                                .with("full_name", "Tabbed")
                                .with("notes", "=cmd|' /C calc'!A0")
                                .json())
                .assertStatus(201);
        ApiResponse csv = api.asAdmin().header("Accept", "text/csv").get("/api/enrollments");
        csv.assertStatus(200);
        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.text().lines()).hasSize(7);
        assertThat(csv.text())
                .contains(",'=1+1,", ",'+62,", ",'-x,", ",'@sum,", "\"Budi, \"\"the\"\" one\"", "'=cmd|")
                .contains(",'+6281234567890,");
        api.anonymous().header("Accept", "text/csv").get("/api/enrollments").assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void anExportIsLongerThanAPage(Api api) {
        UUID course = PeersStub.course();
        for (int i = 0; i < 120; i++) {
            enrolled(api, course, "applicant" + i + "@example.com");
        }
        ApiResponse csv = api.asAdmin().header("Accept", "text/csv").get("/api/enrollments");
        assertThat(csv.text().lines().distinct()).hasSize(121);
    }

    @Test
    void placedMeansASeatInAFutureClass(Api api) {
        UUID course = PeersStub.course();
        String id = enrolled(api, course, "a@example.com");
        awaitLinked(api, id);
        approve(api, id).assertStatus(200);
        String student =
                api.asAdmin().get("/api/enrollments/" + id).at("/student_id").asText();
        UUID schedule = UUID.randomUUID();
        assertThat(unplaced(api)).isOne();
        tellTime(schedule, course, 1, Duration.ofDays(1));
        tellSeat("attendance.assigned", schedule, student, course, 1);
        awaitPlaced(api, id, true);
        assertThat(unplaced(api)).isZero();
        tellTime(schedule, course, 2, Duration.ofDays(-1));
        awaitPlaced(api, id, false);
        tellTime(schedule, course, 3, Duration.ofDays(1));
        awaitPlaced(api, id, true);
        tellSeat("attendance.unassigned", schedule, student, course, 2);
        awaitPlaced(api, id, false);
        assertThat(ids(api, "?placed=false")).containsExactly(id);
    }

    @Test
    void theFiguresAgree(Api api) {
        UUID course = PeersStub.course();
        approve(api, enrolled(api, course, "a@example.com")).assertStatus(200);
        review(api, enrolled(api, course, "b@example.com"), "reject").assertStatus(200);
        enrolled(api, course, "c@example.com");
        var stats =
                api.asAdmin().get("/api/enrollments/stats").assertStatus(200).json();
        assertThat(stats.at("/pending_count").asInt()).isOne();
        assertThat(stats.at("/active_count").asInt()).isOne();
        assertThat(stats.at("/rejected_count").asInt()).isOne();
        assertThat(stats.at("/per_course/0/count").asInt()).isEqualTo(3);
        assertThat(stats.at("/per_week/0/count").asInt()).isEqualTo(3);
    }

    private static long unplaced(Api api) {
        return api.asAdmin().get("/api/enrollments/stats").at("/unplaced_count").asLong();
    }

    private static List<String> ids(Api api, String query) {
        List<String> ids = new java.util.ArrayList<>();
        api.asAdmin()
                .get("/api/enrollments" + query)
                .assertStatus(200)
                .at("/data")
                .forEach(row -> ids.add(row.at("/id").asText()));
        return ids;
    }

    private static void awaitPlaced(Api api, String id, boolean placed) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.asAdmin()
                                .get("/api/enrollments/" + id)
                                .at("/placed")
                                .asBoolean())
                        .isEqualTo(placed));
    }

    private static void tellTime(UUID schedule, UUID course, int version, Duration fromNow) {
        Instant starts = Instant.now().plus(fromNow);
        tell(
                "schedule.updated",
                schedule,
                version,
                "\"scheduleId\":\"%s\",\"courseId\":\"%s\",\"startsAt\":\"%s\",\"endsAt\":\"%s\""
                        .formatted(schedule, course, starts, starts.plusSeconds(3600)));
    }

    private static void tellSeat(String channel, UUID schedule, String student, UUID course, int version) {
        tell(
                channel,
                schedule,
                version,
                "\"scheduleId\":\"%s\",\"studentId\":\"%s\",\"courseId\":\"%s\"".formatted(schedule, student, course));
    }

    private static void tell(String channel, UUID aggregate, int version, String data) {
        EventProbe.appendToStream(channel, """
                {"eventType":"X","eventId":"%s","version":"1.0","timestamp":"2026-01-01T00:00:00Z","source":"test",
                "aggregateId":"%s","aggregateVersion":%d,"data":{%s}}""".formatted(UUID.randomUUID(), aggregate, version, data));
    }
}

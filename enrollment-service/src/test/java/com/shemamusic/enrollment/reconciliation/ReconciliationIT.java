package com.shemamusic.enrollment.reconciliation;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "shema.enrollment.reconciliation.second-look=10ms")
class ReconciliationIT extends ServiceIT {

    private final UUID schedule = UUID.randomUUID();
    private UUID course = UUID.randomUUID();
    private String student = "";

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private MeterRegistry metrics;

    @BeforeEach
    void agree(Api api) {
        course = PeersStub.course();
        String enrollment = enrolled(api, course, "siti@example.com");
        awaitLinked(api, enrollment);
        approve(api, enrollment).assertStatus(200);
        student = api.asAdmin()
                .get("/api/enrollments/" + enrollment)
                .at("/student_id")
                .asText();
        TestDatabase.admin().sql("""
                        insert into shema.class_times values (cast(? as uuid), now() + interval '1 day', now() + interval '25 hours', false, 1)
                        """).param(schedule.toString()).update();
        TestDatabase.admin()
                .sql("""
                        insert into shema.bookings (id, enrollment_id, course_id, status, first_slot_id, second_slot_id, idempotency_key,
                            request_hash, step_until, expires_at)
                        values (gen_random_uuid(), cast(? as uuid), cast(? as uuid), 'pending', gen_random_uuid(), cast(? as uuid), 'key', '',
                            now(), now() + interval '1 hour')
                        """)
                .params(enrollment, course.toString(), schedule.toString())
                .update();
        people("{\"id\":\"" + student + "\",\"status\":\"active\"}");
        held(1);
    }

    @Test
    void whatAgreesIsNotReported() throws Exception {
        assertThat(reconciliation.compare()).isEmpty();
    }

    @Test
    void everyDifferenceIsReportedAndNothingIsMended() throws Exception {
        String before = everything();
        people("{\"id\":\"" + student + "\",\"status\":\"inactive\"}");
        PeersStub.tell(course, "\"is_active\":true,\"enrollment_limit\":0", 1);
        held(2);
        assertThat(reconciliation.compare())
                .containsExactlyInAnyOrder(
                        new Difference("a student with an active enrollment is inactive", UUID.fromString(student)),
                        new Difference("a course has another limit in course-service", course),
                        new Difference("a course has more active enrollments than its limit", course),
                        new Difference("a class has other seats held than pending bookings", schedule));
        assertThat(differences()).isEqualTo(4);
        assertThat(everything()).isEqualTo(before);
        assertThat(PeersStub.SERVER.findAll(new RequestPatternBuilder(RequestMethod.PUT, WireMock.anyUrl())))
                .isEmpty();
    }

    @Test
    void whatWasFoundIsForgottenWhenTheNextNightsComparisonIsAnotherReplicas() {
        people("");
        TestRedis.commands().del("job:enrollment-service:reconciliation");
        reconciliation.nightly();
        assertThat(differences()).isEqualTo(1);
        // The job has been run for this night, as if by another replica.
        reconciliation.nightly();
        assertThat(differences()).isZero();
    }

    @Test
    void whoOrWhatTheNeighboursDoNotKnowIsReported() throws Exception {
        people("");
        PeersStub.SERVER.stubFor(get(urlPathEqualTo("/internal/courses")).willReturn(okJson("{\"data\":[]}")));
        PeersStub.SERVER.stubFor(get(urlPathEqualTo("/internal/schedules")).willReturn(okJson("{\"data\":[]}")));
        assertThat(reconciliation.compare())
                .containsExactlyInAnyOrder(
                        new Difference(
                                "a student of an enrollment is not known to user-service", UUID.fromString(student)),
                        new Difference("a course with open enrollments is not known to course-service", course),
                        new Difference("a class has other seats held than pending bookings", schedule));
    }

    private double differences() {
        return metrics.get("shema.reconciliation.differences").gauge().value();
    }

    private static void people(String json) {
        PeersStub.SERVER.stubFor(
                get(urlPathEqualTo("/internal/users")).willReturn(okJson("{\"data\":[" + json + "]}")));
    }

    private void held(int seats) {
        PeersStub.SERVER.stubFor(get(urlPathEqualTo("/internal/schedules"))
                .willReturn(okJson("{\"data\":[{\"id\":\"" + schedule + "\",\"seats_held\":" + seats + "}]}")));
    }

    // The school may be reminded of the booking meanwhile, which is another job's doing.
    private static String everything() {
        return TestDatabase.admin().sql("""
                        select concat((select string_agg(e::text, ' ') from shema.enrollments e),
                            (select string_agg((to_jsonb(b) - 'reminded_at')::text, ' ') from shema.bookings b),
                            (select string_agg(c::text, ' ') from shema.course_limits c))
                        """).query(String.class).single();
    }
}

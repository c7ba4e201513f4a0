package com.shemamusic.enrollment.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.TestDatabase;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageIT extends ServiceIT {

    @AfterEach
    void closeTheBreakers(Api api) {
        PeersStub.reset();
        // A breaker that an outage opened closes when the neighbour answers again: the next test must not find it open.
        UUID course = PeersStub.course();
        Awaitility.await()
                .untilAsserted(() -> submit(
                                api,
                                Forms.adult(course)
                                        .email(UUID.randomUUID() + "@example.com")
                                        .json())
                        .assertStatus(201));
    }

    @Test
    void aFormIsTakenAgainstTheLastKnownCourseAndTheStudentFollows(Api api) {
        UUID course = PeersStub.course();
        enrolled(api, course, "earlier@example.com");
        PeersStub.down();
        age("2 hours");
        String id = enrolled(api, course, "siti@example.com");
        assertThat(api.asAdmin().get("/api/enrollments/" + id).at("/student_id").isNull())
                .isTrue();
        PeersStub.reset();
        PeersStub.linkStudents("[{\"field\":\"phone\",\"on_file\":\"+621\",\"submitted\":\"+622\"}]");
        due();
        awaitLinked(api, id);
        assertThat(api.asAdmin()
                        .get("/api/enrollments/" + id)
                        .at("/differences/0/on_file")
                        .asText())
                .isEqualTo("+621");
    }

    @Test
    void aCourseNeverSeenOrTooLongAgoIsUnavailable(Api api) {
        UUID known = PeersStub.course();
        enrolled(api, known, "earlier@example.com");
        PeersStub.down();
        submit(api, Forms.adult(UUID.randomUUID()).json()).assertError(503, "SERVICE_UNAVAILABLE");
        age("25 hours");
        submit(api, Forms.adult(known).json()).assertError(503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void anApprovalBeforeTheStudentIsKnownIsToldAgainWithTheStudent(Api api) {
        UUID course = PeersStub.course();
        enrolled(api, course, "earlier@example.com");
        PeersStub.down();
        String id = enrolled(api, course, "siti@example.com");
        approve(api, id).assertStatus(200);
        PeersStub.reset();
        due();
        awaitLinked(api, id);
        assertThat(TestDatabase.admin().sql("""
                                select count(*) from shema.enrollment_outbox where channel = 'enrollment.approved'
                                and aggregate_id = cast(? as uuid) and payload -> 'data' ->> 'studentId' is not null
                                """).param(id).query(Long.class).single())
                .isOne();
    }

    private static void age(String by) {
        TestDatabase.admin()
                .sql("update shema.course_limits set checked_at = now() - cast(? as interval)")
                .param(by)
                .update();
    }

    /** Makes waiting enrollments due, which otherwise a longer pause would follow. */
    private static void due() {
        TestDatabase.admin()
                .sql("update shema.enrollments set link_after = now()")
                .update();
    }
}

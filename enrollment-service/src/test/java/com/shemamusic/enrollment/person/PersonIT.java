package com.shemamusic.enrollment.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.Mailbox;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PersonIT extends ServiceIT {

    @Test
    void anExportHoldsEverythingAndAnErasureLeavesNothingPersonal(Api api) {
        ApiResponse form = submit(
                api,
                Forms.adult(PeersStub.course()).with("notes", "likes Chopin").json());
        String id = form.at("/id").asText();
        awaitLinked(api, id);
        Mailbox.await("siti@example.com", 1);
        String student =
                api.asAdmin().get("/api/enrollments/" + id).at("/student_id").asText();
        ApiResponse export = export(api.asService("api-gateway"), student).assertStatus(200);
        assertThat(export.at("/enrollments/0/email").asText()).isEqualTo("siti@example.com");
        assertThat(export.at("/enrollments/0/form/notes").asText()).isEqualTo("likes Chopin");
        assertThat(export.at("/notifications").size()).isEqualTo(2);
        erase(student);
        awaitErased(api, id);
        assertThat(everything()).doesNotContainIgnoringCase("siti").doesNotContain("Chopin", "81234567890");
        assertThat(api.asAdmin()
                        .get("/api/enrollments/stats")
                        .at("/cancelled_count")
                        .asInt())
                .isOne();
        assertThat(rows("notifications where kind = 'enrollment_cancelled'")).isZero();
        api.anonymous()
                .post(
                        "/api/users/enrollment-status",
                        "{\"registration_number\":\"%s\",\"email\":\"siti@example.com\"}"
                                .formatted(form.at("/registration_number").asText()))
                .assertError(404, "REGISTRATION_NOT_FOUND");
        assertThat(TestDatabase.admin()
                        .sql("select consent_text_version from shema.enrollments")
                        .query(String.class)
                        .single())
                .isNotBlank();
    }

    @Test
    void anEnrollmentOfAStudentErasedWhileItWasLinkedIsErasedToo(Api api) {
        UUID student = UUID.randomUUID();
        PeersStub.linkStudent(student, """
                [{"field":"address","on_file":"Jl. Siti 1","submitted":"Jl. Siti 2"}]""", () -> {
            Mailbox.await("siti@example.com", 1);
            erase(student.toString());
            Awaitility.await().until(() -> rows("erased_students") == 1);
        });
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        awaitErased(api, id);
        assertState(api, id, "cancelled");
        assertThat(everything()).doesNotContainIgnoringCase("siti");
        assertThat(rows("enrollments where student_id is not null")).isZero();
    }

    @Test
    void anErasureWaitsForALinkThatIsUnderWayAndFindsIt(Api api) throws Exception {
        UUID student = UUID.randomUUID();
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        awaitLinked(api, id);
        Mailbox.await("siti@example.com", 1);
        whileLocked(student, "update enrollments set student_id = ?", () -> {
            erase(student.toString());
            Awaitility.await().until(() -> waiting() == 1);
        });
        awaitErased(api, id);
    }

    @Test
    void aLinkWaitsForAnErasureThatIsUnderWayAndHeedsIt(Api api) throws Exception {
        UUID student = UUID.randomUUID();
        PeersStub.linkStudent(student, "[]", () -> Mailbox.await("siti@example.com", 1));
        AtomicReference<String> id = new AtomicReference<>();
        whileLocked(student, "insert into erased_students (student_id) values (?)", () -> {
            id.set(enrolled(api, PeersStub.course(), "siti@example.com"));
            Awaitility.await().until(() -> waiting() == 1);
        });
        awaitErased(api, id.get());
        assertThat(rows("enrollments where student_id is not null")).isZero();
    }

    @Test
    void applicationsThatCameToNothingLoseTheirPersonalDataAfterAWhile(Api api, @Autowired PersonErasure erasure) {
        UUID course = PeersStub.course();
        String old = enrolled(api, course, "old@example.com");
        String recent = enrolled(api, course, "recent@example.com");
        String open = enrolled(api, course, "open@example.com");
        review(api, old, "reject").assertStatus(200);
        review(api, recent, "reject").assertStatus(200);
        TestDatabase.admin()
                .sql("update shema.enrollments set submitted_at = now() - interval '100 days'")
                .update();
        TestDatabase.admin().sql("""
                        update shema.enrollment_history set at = now() - interval '91 days'
                        where enrollment_id in (cast(? as uuid), cast(? as uuid))
                        """).params(old, open).update();
        erasure.prune();
        assertThat(email(api, old)).endsWith("@erased.invalid");
        assertThat(email(api, recent)).isEqualTo("recent@example.com");
        assertThat(email(api, open)).isEqualTo("open@example.com");
        assertThat(everything()).doesNotContain("old@example.com");
    }

    @Test
    void theMessageOfAMovedClassReachesItsStudents(Api api) throws Exception {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        awaitLinked(api, id);
        String student =
                api.asAdmin().get("/api/enrollments/" + id).at("/student_id").asText();
        EventProbe.appendToStream("attendance.class_changed", """
                {"eventType":"X","eventId":"%s","version":"1.0","timestamp":"2026-01-01T00:00:00Z","source":"attendance-service",
                "aggregateId":"%s","aggregateVersion":1,"data":{"scheduleId":"%s","kind":"moved","studentIds":["%s"],
                "startsAt":"2031-01-06T08:00:00Z","previousStartsAt":"2031-01-05T08:00:00Z"}}""".formatted(
                        UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), student));
        assertThat(Mailbox.await("siti@example.com", 2))
                .anySatisfy(mail -> assertThat(mail.getSubject()).isEqualTo("Kelas Anda dipindahkan: Piano Dasar"));
    }

    @Test
    void onlyTheGatewayExports(Api api) {
        String id = UUID.randomUUID().toString();
        export(api.asService("user-service"), id).assertError(403, "AUTH_FORBIDDEN");
        export(api.withoutToken(), id).assertError(401, "AUTH_REQUIRED");
        assertThat(export(api.asService("api-gateway"), id).assertStatus(200).at("/enrollments"))
                .isEmpty();
    }

    private static ApiResponse export(Api api, String student) {
        return api.get("/internal/people/" + student + "/export");
    }

    private static String email(Api api, String id) {
        return api.asAdmin().get("/api/enrollments/" + id).at("/email").asText();
    }

    private static void erase(String student) {
        EventProbe.appendToStream("user.erased", """
                {"eventType":"USER_ERASED","eventId":"%s","version":"1.0","timestamp":"2026-01-01T00:00:00Z","source":"user-service",
                "aggregateId":"%s","aggregateVersion":9,"data":{"userId":"%s"}}""".formatted(UUID.randomUUID(), student, student));
    }

    private static void awaitErased(Api api, String id) {
        Awaitility.await()
                .until(() -> api.asAdmin()
                        .get("/api/enrollments/" + id)
                        .at("/full_name")
                        .asText()
                        .equals("erased"));
    }

    /** Does something about a student as the service does, under the lock, and commits after what happens meanwhile. */
    private static void whileLocked(UUID student, String statement, Runnable meanwhile) throws SQLException {
        try (Connection other = TestDatabase.as("enrollment").getConnection()) {
            other.setAutoCommit(false);
            for (String sql : List.of(
                    "select pg_advisory_xact_lock(hashtextextended('student:' || cast(? as uuid), 0))", statement)) {
                try (PreparedStatement prepared = other.prepareStatement(sql)) {
                    prepared.setObject(1, student);
                    prepared.execute();
                }
            }
            meanwhile.run();
            other.commit();
        }
    }

    private static long waiting() {
        return TestDatabase.admin()
                .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .query(Long.class)
                .single();
    }

    private static String everything() {
        return TestDatabase.admin().sql("""
                        select concat((select string_agg(to_jsonb(e)::text, ' ') from shema.enrollments e),
                            (select string_agg(to_jsonb(n)::text, ' ') from shema.notifications n),
                            (select string_agg(to_jsonb(k)::text, ' ') from shema.idempotency_keys k),
                            (select string_agg(to_jsonb(o)::text, ' ') from shema.enrollment_outbox o),
                            (select string_agg(to_jsonb(h)::text, ' ') from shema.enrollment_history h))
                        """).query(String.class).single();
    }
}

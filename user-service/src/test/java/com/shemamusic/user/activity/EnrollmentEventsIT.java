package com.shemamusic.user.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.user.People;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("user")
class EnrollmentEventsIT {

    private final UUID piano = UUID.randomUUID();
    private final UUID vocal = UUID.randomUUID();
    private Api api;
    private String student;

    @BeforeEach
    void start(Api anyone) {
        api = anyone;
        TestDatabase.truncate("user");
        student = People.create(api, People.student("Budi", "budi@contoh.id", "2000-01-02"));
    }

    @Test
    void isActiveWhileAnyEnrollmentIs() {
        say("enrollment.approved", piano, 2);
        assertThat(status()).isEqualTo("active");
        say("enrollment.approved", vocal, 2);
        say("enrollment.completed", piano, 3);
        assertThat(status()).isEqualTo("active");
        say("enrollment.cancelled", vocal, 3);
        assertThat(status()).isEqualTo("inactive");
        say("enrollment.approved", UUID.randomUUID(), 2);
        assertThat(status()).isEqualTo("active");
    }

    @Test
    void staysPendingWhenNothingWasApproved() {
        say("enrollment.rejected", piano, 2);
        say("enrollment.cancelled", vocal, 2);
        assertThat(status()).isEqualTo("pending");
    }

    @Test
    void ignoresWhatIsOlderThanWhatItKnows() {
        say("enrollment.approved", vocal, 2);
        say("enrollment.completed", piano, 3);
        say("enrollment.approved", piano, 2);
        say("enrollment.completed", vocal, 3);
        assertThat(status()).isEqualTo("inactive");
    }

    @Test
    void isNoLongerPendingWhenTheEndOvertookTheApproval() {
        say("enrollment.cancelled", piano, 3);
        assertThat(status()).isEqualTo("pending");
        say("enrollment.approved", piano, 2);
        assertThat(status()).isEqualTo("inactive");
    }

    @Test
    void leavesAloneWhatAnAdminSet() {
        api.asAdmin().patch("/api/users/" + student, "{\"status\": \"active\"}").assertStatus(200);
        say("enrollment.rejected", piano, 2);
        assertThat(status()).isEqualTo("active");
        say("enrollment.approved", vocal, 2);
        api.asAdmin().delete("/api/users/" + student).assertStatus(204);
        say("enrollment.completed", vocal, 3);
        assertThat(status()).isEqualTo("inactive");
    }

    @Test
    void doesNotUndoWhatAnAdminSetForAnApprovalThatIsOld() {
        say("enrollment.approved", vocal, 2);
        say("enrollment.approved", piano, 3);
        api.asAdmin().delete("/api/users/" + student).assertStatus(204);
        say("enrollment.approved", piano, 2);
        assertThat(status()).isEqualTo("inactive");
    }

    @Test
    void doesNotBringAnErasedStudentBackButNotesWhatIsHeard() {
        say("enrollment.approved", piano, 2);
        api.asAdmin().post("/api/users/" + student + "/erase").assertStatus(200);
        say("enrollment.completed", piano, 3);
        say("enrollment.approved", vocal, 2);
        assertThat(status()).isEqualTo("inactive");
        var known = api.asService("api-gateway")
                .get("/internal/people/" + student + "/export")
                .assertStatus(200);
        assertThat(known.at("/profile/version").asLong()).isEqualTo(3);
        Map<String, Boolean> active = new HashMap<>();
        known.at("/enrollments")
                .forEach(e -> active.put(
                        e.path("enrollment_id").asText(), e.path("is_active").asBoolean()));
        assertThat(active).isEqualTo(Map.of(piano.toString(), false, vocal.toString(), true));
    }

    @Test
    void actsOnceOnAnEventThatComesTwiceAndTellsTheOthers() {
        UUID event = UUID.randomUUID();
        try (EventProbe probe = EventProbe.on("user.updated")) {
            say("enrollment.approved", piano, 2, student, event);
            say("enrollment.approved", piano, 2, student, event);
            say("enrollment.rejected", vocal, 2);
            var told = probe.awaitEvent(
                    "user.updated", e -> e.path("aggregateId").asText().equals(student));
            assertThat(told.path("aggregateVersion").asLong()).isEqualTo(2);
            assertThat(told.at("/data/status").asText()).isEqualTo("active");
        }
        assertThat(api.asAdmin().get("/api/users/" + student).at("/version").asLong())
                .isEqualTo(2);
        assertThat(api.asService("api-gateway")
                        .get("/internal/people/" + student + "/export")
                        .at("/enrollments"))
                .hasSize(1 + 1);
    }

    @Test
    void doesNotStumbleOverStudentsItDoesNotKnow() {
        say("enrollment.approved", piano, 2, UUID.randomUUID().toString(), UUID.randomUUID());
        say("enrollment.cancelled", piano, 2, null, UUID.randomUUID());
        say("enrollment.approved", vocal, 2);
        assertThat(status()).isEqualTo("active");
        Long dead = TestDatabase.admin()
                .sql("select count(*) from shema.user_dead_letters")
                .query(Long.class)
                .single();
        assertThat(dead).isZero();
    }

    private void say(String channel, UUID enrollment, long version) {
        say(channel, enrollment, version, student, UUID.randomUUID());
    }

    /** Says an event and waits until it was processed. */
    private static void say(String channel, UUID enrollment, long version, String student, UUID event) {
        String studentId = student == null ? "null" : "\"" + student + "\"";
        EventProbe.appendToStream(channel, """
                {"eventType": "%s", "eventId": "%s", "version": "1.0", "timestamp": "%s", "source": "enrollment-service",
                 "requestId": null, "aggregateId": "%s", "aggregateVersion": %d, "data": {"enrollmentId": "%s",
                 "studentId": %s, "courseId": "%s", "surprise": 1}}""".formatted(
                        channel.replace('.', '_').toUpperCase(Locale.ROOT),
                        event,
                        Instant.now(),
                        enrollment,
                        version,
                        enrollment,
                        studentId,
                        UUID.randomUUID()));
        await("the event is processed")
                .until(() -> TestDatabase.admin()
                                .sql("select count(*) from shema.user_inbox where event_id = ?")
                                .param(event)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private String status() {
        return People.status(api, student);
    }
}

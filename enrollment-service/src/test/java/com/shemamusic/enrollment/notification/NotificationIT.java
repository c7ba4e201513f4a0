package com.shemamusic.enrollment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.Mailbox;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class NotificationIT extends ServiceIT {

    @Test
    void anApplicantAndTheSchoolAreToldOfANewEnrollment(Api api) throws Exception {
        ApiResponse form = submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
        MimeMessage mail = Mailbox.await("siti@example.com", 1).getFirst();
        String number = form.at("/registration_number").asText();
        assertThat(mail.getSubject()).isEqualTo("Pendaftaran " + number + " telah kami terima");
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}\\.enrollment_received@shemamusic>");
        assertThat(whole(mail)).contains("text/plain").contains("text/html").contains("Halo Siti Rahayu");
        assertThat(Mailbox.await("school@shemamusic.test", 1).getFirst().getSubject())
                .isEqualTo("Pendaftaran baru: " + number);
    }

    @Test
    void eachStepIsToldInTheLanguageOfTheForm(Api api) throws Exception {
        String id = submit(
                        api,
                        Forms.adult(PeersStub.course()).with("language", "en").json())
                .at("/id")
                .asText();
        approve(api, id).assertStatus(200);
        review(api, id, "cancel").assertStatus(200);
        List<MimeMessage> mails = Mailbox.await("siti@example.com", 3);
        assertThat(mails.stream().map(NotificationIT::subject))
                .containsExactlyInAnyOrder(
                        "We have received your enrollment " + number(api, id),
                        "Welcome to Piano Dasar",
                        "Your enrollment " + number(api, id) + " was cancelled");
        assertThat(mails.stream().map(NotificationIT::whole).filter(text -> text.contains("Reason: because")))
                .hasSize(1);
        assertThat(Mailbox.await("school@shemamusic.test", 2).stream().map(NotificationIT::subject))
                .contains("Siswa tanpa kelas: Siti Rahayu");
    }

    @Test
    void whatAPersonWroteIsTextInHtmlToo(Api api) {
        submit(
                        api,
                        Forms.adult(PeersStub.course())
                                .with("full_name", "<b>Siti</b> & co")
                                .json())
                .assertStatus(201);
        String mail = whole(Mailbox.await("siti@example.com", 1).getFirst());
        assertThat(mail).contains("&lt;b&gt;Siti&lt;/b&gt; &amp; co").contains("Halo <b>Siti</b> & co");
    }

    @Test
    void whoWaitsIsToldSoAndThenOfThePlace(Api api) {
        UUID course = PeersStub.course("\"enrollment_limit\":1,\"min_age\":null,\"max_age\":null");
        String inside = enrolled(api, course, "first@example.com");
        approve(api, inside).assertStatus(200);
        submit(api, Forms.adult(course).with("join_waitlist", true).json()).assertStatus(201);
        assertThat(subject(Mailbox.await("siti@example.com", 1).getFirst()))
                .isEqualTo("Anda masuk daftar tunggu: Piano Dasar");
        review(api, inside, "cancel").assertStatus(200);
        assertThat(subject(Mailbox.await("siti@example.com", 2).getLast()))
                .isEqualTo("Ada tempat untuk Anda di Piano Dasar");
    }

    @Test
    void withTheMailServerDownNothingIsLostAndNothingComesTwice(Api api) {
        Mailbox.stop();
        try {
            submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
            Awaitility.await()
                    .until(() -> api.asAdmin()
                            .get("/api/notifications?status=waiting&recipient=SITI@example.com")
                            .at("/data/0/last_error")
                            .isTextual());
        } finally {
            Mailbox.start();
        }
        String id = api.asAdmin()
                .get("/api/notifications?recipient=siti@example.com")
                .at("/data/0/id")
                .asText();
        api.asAdmin().post("/api/notifications/" + id + "/retry").assertStatus(200);
        Mailbox.await("siti@example.com", 1);
        Awaitility.await()
                .until(() -> api.asAdmin()
                        .get("/api/notifications?recipient=siti@example.com")
                        .at("/data/0/status")
                        .asText()
                        .equals("sent"));
        api.asAdmin().post("/api/notifications/" + id + "/retry").assertError(409, "NOTIFICATION_ALREADY_SENT");
        assertThat(Mailbox.to("siti@example.com")).hasSize(1);
    }

    @Test
    void whenTheMailServerIsBackEverythingIsSentOnceWithoutAHand(Api api) {
        Mailbox.stop();
        List<String> recipients = IntStream.range(0, 60)
                .mapToObj(n -> "waiting" + n + "@example.com")
                .toList();
        try {
            UUID course = PeersStub.course();
            recipients.forEach(email -> enrolled(api, course, email));
            Awaitility.await().until(() -> rows("notifications where attempts > 0") >= 60);
            TestDatabase.admin()
                    .sql("update shema.notifications set created_at = now() - interval '25 hours'")
                    .update();
            Awaitility.await().until(() -> rows("notifications where attempts > 2") >= 60);
            assertThat(rows("notifications where status = 'failed'")).isZero();
        } finally {
            Mailbox.start();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rows("notifications where status <> 'sent'") == 0);
        assertThat(recipients).allSatisfy(email -> assertThat(Mailbox.to(email)).hasSize(1));
        assertThat(Mailbox.to("school@shemamusic.test")).hasSize(60);
    }

    @Test
    void anEventThatComesAHundredTimesIsOneMessage(Api api) {
        String id = enrolled(api, PeersStub.course(), "siti@example.com");
        Mailbox.await("siti@example.com", 1);
        UUID event = UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            EventProbe.appendToStream("enrollment.rejected", """
                    {"eventType":"ENROLLMENT_REJECTED","eventId":"%s","version":"1.0","timestamp":"2026-01-01T00:00:00Z",
                    "source":"enrollment-service","aggregateId":"%s","aggregateVersion":2,"data":{"enrollmentId":"%s"}}""".formatted(event, id, id));
        }
        String last = enrolled(api, PeersStub.course(), "last@example.com");
        Mailbox.await("last@example.com", 1);
        assertThat(last).isNotEqualTo(id);
        assertThat(rows("notifications where kind = 'enrollment_rejected'")).isOne();
        assertThat(rows("enrollment_inbox where event_id = '" + event + "'")).isOne();
    }

    @Test
    void whoAgreedToWhatsAppGetsThatToo(Api api) {
        submit(
                        api,
                        Forms.adult(PeersStub.course())
                                .with("consent", Map.of("terms", true, "privacy", true, "whatsapp", true))
                                .json())
                .assertStatus(201);
        Awaitility.await()
                .until(() -> api.asAdmin()
                        .get("/api/notifications?status=sent&recipient=%2B6281234567890")
                        .at("/data/0/channel")
                        .asText()
                        .equals("whatsapp"));
    }

    @Test
    void aReminderGoesToTheAddressAndTheAnswerTellsNothing(Api api) {
        ApiResponse form = submit(api, Forms.adult(PeersStub.course()).json()).assertStatus(201);
        Mailbox.await("siti@example.com", 1);
        for (String email : List.of("SITI@example.com", "siti@example.com", "nobody@example.com")) {
            ApiResponse answer = remind(api, email).assertStatus(202);
            assertThat(answer.bytes()).isEmpty();
        }
        assertThat(whole(Mailbox.await("siti@example.com", 2).getLast()))
                .contains(form.at("/registration_number").asText());
        assertThat(TestDatabase.admin()
                        .sql("select count(*) from shema.notifications where kind = 'registration_reminder'")
                        .query(Long.class)
                        .single())
                .isOne();
        remind(api, "nonsense").assertField("email", "INVALID");
    }

    @Test
    void onlyAdminsSeeAndRetryMessages(Api api) {
        UUID none = UUID.randomUUID();
        api.anonymous().get("/api/notifications").assertError(401, "AUTH_REQUIRED");
        api.anonymous().post("/api/notifications/" + none + "/retry").assertError(401, "AUTH_REQUIRED");
        api.asService("user-service").get("/api/notifications").assertError(403, "AUTH_FORBIDDEN");
        api.asAdmin().post("/api/notifications/" + none + "/retry").assertError(404, "NOTIFICATION_NOT_FOUND");
        api.asAdmin().get("/api/notifications?status=lost").assertField("status", "INVALID");
    }

    private static ApiResponse remind(Api api, String email) {
        return api.anonymous().post("/api/users/enrollment-status/reminder", "{\"email\":\"" + email + "\"}");
    }

    private static String number(Api api, String id) {
        return api.asAdmin()
                .get("/api/enrollments/" + id)
                .at("/registration_number")
                .asText();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String whole(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail);
    }
}

package com.shemamusic.enrollment.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.enrollment.Mailbox;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import com.shemamusic.test.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BookingDecisionIT extends BookingBase {

    @Autowired
    private BookingDecisions decisions;

    @Autowired
    private BookingRepository bookings;

    @Autowired
    private Transactions transactions;

    @Test
    void aConfirmedBookingPutsTheStudentIntoTheChosenClass(Api api) {
        String id = booked(api);
        try (EventProbe events = EventProbe.on("booking.*")) {
            ApiResponse answer = confirm(api, id, first).assertStatus(200);
            assertThat(answer.at("/status").asText()).isEqualTo("confirmed");
            assertThat(answer.at("/confirmed_slot_id").asText()).isEqualTo(first.toString());
            assertThat(answer.at("/placed/0").asText()).isEqualTo(first.toString());
            assertThat(answer.at("/full").isArray()).isTrue();
            JsonNode event = events.awaitEvent("booking.confirmed");
            assertThat(event.at("/data/placedSlotIds/0").asText()).isEqualTo(first.toString());
            assertThat(event.at("/data/confirmedSlotId").asText()).isEqualTo(first.toString());
            assertThat(event.at("/data/confirmedStartsAt").asText()).isEqualTo(STARTS);
            assertThat(event.at("/data/confirmedClassVersion").asLong()).isOne();
        }
        confirm(api, id, first).assertError(409, "BOOKING_INVALID_STATE");
        reject(api, id).assertError(409, "BOOKING_INVALID_STATE");
        Mailbox.await("siti@example.com", 3);
    }

    @Test
    void ofManyAdminsOneDecides(Api api) {
        String id = booked(api);
        List<ApiResponse> answers =
                Races.run(40, n -> n % 2 == 0 ? confirm(api, id, n % 4 == 0 ? first : second) : reject(api, id));
        assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.status() != 200)
                .allSatisfy(a -> a.assertError(409, "BOOKING_INVALID_STATE"));
        assertThat(events("booking.confirmed") + events("booking.rejected")).isOne();
    }

    @Test
    void onlyAChosenClassCanBeConfirmed(Api api) {
        String id = booked(api);
        confirm(api, id, UUID.randomUUID()).assertField("slot_id", "SLOT_NOT_CHOSEN");
        api.asAdmin()
                .post("/api/bookings/" + id + "/confirm", "{\"scope\":\"all\"}")
                .assertField("scope", "INVALID");
        confirm(api, UUID.randomUUID().toString(), first).assertError(404, "BOOKING_NOT_FOUND");
        assertThat(status(api, id)).isEqualTo("pending");
    }

    @Test
    void after72HoursNothingIsConfirmed(Api api) {
        String id = booked(api);
        age(id, "72 hours");
        confirm(api, id, first).assertError(409, "BOOKING_EXPIRED");
        assertThat(status(api, id)).isEqualTo("expired");
        Awaitility.await().until(() -> events("booking.expired") == 1 && PeersStub.asked("release") > 0);
        reject(api, id).assertError(409, "BOOKING_EXPIRED");
        booked(api);
        assertThat(events("booking.expired")).isOne();
    }

    @Test
    void whatCourseServiceSaysHasLapsedIsExpired(Api api) {
        String id = booked(api);
        PeersStub.refuse("confirm", "BOOKING_EXPIRED", "{}");
        confirm(api, id, first).assertError(409, "BOOKING_EXPIRED");
        assertThat(status(api, id)).isEqualTo("expired");
        assertThat(events("booking.expired")).isOne();
    }

    @Test
    void aConfirmationCutShortIsFinishedLater(Api api) {
        String id = booked(api);
        PeersStub.down();
        confirm(api, id, second).assertError(503, "SERVICE_UNAVAILABLE");
        confirm(api, id, first).assertError(409, "BOOKING_INVALID_STATE");
        assertThat(status(api, id)).isEqualTo("pending");
        PeersStub.reset();
        PeersStub.seats(second, first, STARTS, ENDS);
        TestDatabase.admin().sql("update shema.bookings set step_until = now()").update();
        Awaitility.await().atMost(java.time.Duration.ofSeconds(45)).until(() -> {
            TestDatabase.admin()
                    .sql("update shema.bookings set step_until = now() where status = 'pending'")
                    .update();
            return status(api, id).equals("confirmed");
        });
        assertThat(events("booking.confirmed")).isOne();
    }

    @Test
    void aRejectionFreesBothSeatsAndTellsWhy(Api api) {
        String id = booked(api);
        assertThat(reject(api, id).assertStatus(200).at("/reason").asText()).isEqualTo("teacher is ill");
        awaitReleased();
        assertThat(Mailbox.await("siti@example.com", 3))
                .extracting(Mailbox::text)
                .anyMatch(text -> text.contains("Alasan: teacher is ill"));
        booked(api);
    }

    @Test
    void anEndedEnrollmentEndsItsBooking(Api api) {
        String id = booked(api);
        review(api, enrollment, "cancel").assertStatus(200);
        assertThat(status(api, id)).isEqualTo("rejected");
        awaitReleased();
    }

    @Test
    void aChoiceWhoseClassIsCancelledOrMovedIsDroppedAndWithNoneLeftTheBookingIsRejected(Api api) {
        String id = booked(api);
        tell("schedule.updated", first, STARTS);
        tell("schedule.cancelled", second, STARTS);
        Awaitility.await()
                .until(() -> !api.asAdmin()
                        .get("/api/bookings/" + id)
                        .at("/second_choice/available")
                        .asBoolean());
        confirm(api, id, second).assertField("slot_id", "SLOT_NOT_CHOSEN");
        assertThat(status(api, id)).isEqualTo("pending");
        tell("schedule.updated", first, "2031-01-07T08:00:00Z");
        awaitStatus(api, id, "rejected");
        assertThat(events("booking.rejected")).isOne();
    }

    @Test
    void aBookingWhoseTimeIsUpExpiresThoughItsClassesAreCancelledBeforeTheSweepSaysSo(Api api) {
        String id = booked(api);
        age(id, "72 hours");
        tell("schedule.cancelled", first, STARTS);
        tell("schedule.cancelled", second, STARTS);
        Awaitility.await().until(() -> !status(api, id).equals("pending"));
        assertThat(status(api, id)).isEqualTo("expired");
    }

    @Test
    void theSchoolIsRemindedOnceADayBefore(Api api) {
        String id = booked(api);
        Mailbox.await("school@shemamusic.test", 2);
        age(id, "49 hours");
        assertThat(Mailbox.await("school@shemamusic.test", 3))
                .anySatisfy(mail -> assertThat(mail.getSubject()).startsWith("Pemesanan segera kedaluwarsa"));
        assertThat(api.asAdmin()
                        .get("/api/bookings/stats")
                        .at("/expiring_24h_count")
                        .asInt())
                .isOne();
    }

    @Test
    void whatHappensDuringAConfirmationCountsWhenItIsRefused(Api api) {
        String classesGone = booked(api);
        cutShort(api, classesGone);
        tell("schedule.cancelled", first, STARTS);
        tell("schedule.cancelled", second, STARTS);
        Awaitility.await().until(() -> rows("bookings where first_dropped and second_dropped") == 1);
        assertThat(status(api, classesGone)).isEqualTo("pending");
        refuseLate();
        awaitRejected(api, classesGone, "class_unavailable");
        PeersStub.seats(first, second, STARTS, ENDS);
        Awaitility.await().until(() -> book(api).status() != 503);
        String enrollmentEnded =
                api.asAdmin().get("/api/bookings/pending").at("/data/0/id").asText();
        cutShort(api, enrollmentEnded);
        review(api, enrollment, "cancel").assertStatus(200);
        assertThat(status(api, enrollmentEnded)).isEqualTo("pending");
        refuseLate();
        awaitRejected(api, enrollmentEnded, "enrollment_ended");
    }

    @Test
    void anEnrollmentThatEndsDuringAConfirmationEndsItsBookingThoughTheSeatWasGiven(Api api) {
        String id = booked(api);
        cutShort(api, id);
        review(api, enrollment, "cancel").assertStatus(200);
        PeersStub.reset();
        PeersStub.seats(first, second, STARTS, ENDS);
        awaitRejected(api, id, "enrollment_ended");
        assertThat(events("booking.confirmed")).isZero();
        Awaitility.await().until(() -> PeersStub.givenBack(id) > 0);
    }

    @Test
    void aClassThatWasMovedIsNoChoiceThoughItsEventHasNotCome(Api api) {
        String id = booked(api);
        PeersStub.refuse("confirm", "BOOKING_INVALID_SLOTS", "{}");
        confirm(api, id, first).assertField("slot_id", "SLOT_NOT_CHOSEN");
        assertThat(PeersStub.confirmedFor(id, STARTS)).isOne();
        ApiResponse booking = api.asAdmin().get("/api/bookings/" + id);
        assertThat(booking.at("/status").asText()).isEqualTo("pending");
        assertThat(booking.at("/first_choice/available").asBoolean()).isFalse();
        assertThat(booking.at("/second_choice/available").asBoolean()).isTrue();
        confirm(api, id, second).assertField("slot_id", "SLOT_NOT_CHOSEN");
        assertThat(status(api, id)).isEqualTo("rejected");
    }

    @Test
    void aBookingWhoseTimeIsUpExpiresThoughItsClassesWereGoneWhenItWasConfirmed(Api api) {
        String id = booked(api);
        cutShort(api, id);
        tell("schedule.cancelled", first, STARTS);
        tell("schedule.cancelled", second, STARTS);
        Awaitility.await().until(() -> rows("bookings where first_dropped and second_dropped") == 1);
        age(id, "72 hours");
        refuseLate();
        Awaitility.await().atMost(java.time.Duration.ofSeconds(45)).until(() -> {
            TestDatabase.admin()
                    .sql("update shema.bookings set step_until = now() where status = 'pending'")
                    .update();
            return !status(api, id).equals("pending");
        });
        assertThat(status(api, id)).isEqualTo("expired");
    }

    @Test
    void newsOfAClassFromBeforeItsSeatWasHeldDropsNothing(Api api) {
        PeersStub.seats(first, second, STARTS, ENDS, 3);
        String id = booked(api);
        tell("schedule.updated", first, "2031-01-05T08:00:00Z", 2);
        tell("schedule.updated", first, "2031-01-05T08:00:00Z", 3);
        tell("schedule.updated", second, "2031-01-07T08:00:00Z", 4);
        Awaitility.await().until(() -> rows("bookings where second_dropped") == 1);
        Awaitility.await().until(() -> rows("enrollment_inbox where channel = 'schedule.updated'") == 3);
        assertThat(api.asAdmin()
                        .get("/api/bookings/" + id)
                        .at("/first_choice/available")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theAnswerToAnOldConfirmationLeavesANewerOneAlone(Api api) {
        UUID id = UUID.fromString(booked(api));
        bookings.beginConfirmation(id, first, "this", Duration.ofMinutes(1));
        BookingRow old = transactions.write(() -> bookings.lock(id).orElseThrow());
        bookings.undoConfirmation(id, first);
        bookings.beginConfirmation(id, second, "this", Duration.ofMinutes(1));
        for (String code : List.of("BOOKING_EXPIRED", "SOMETHING_ELSE", "BOOKING_INVALID_SLOTS")) {
            PeersStub.refuse("confirm", code, "{}");
            assertThatThrownBy(() -> decisions.finish(old, first, "this")).isInstanceOf(ApiException.class);
            assertThat(rows("bookings where status = 'pending' and confirm_slot_id = '" + second + "'"))
                    .as(code)
                    .isOne();
        }
        PeersStub.seats(first, second, STARTS, ENDS);
        decisions.finish(old, first, "this");
        assertThat(status(api, id.toString())).isEqualTo("pending");
        assertThat(events("booking.confirmed") + events("booking.expired")).isZero();
    }

    /** A confirmation whose answer never came. */
    private void cutShort(Api api, String id) {
        PeersStub.down();
        confirm(api, id, first).assertError(503, "SERVICE_UNAVAILABLE");
    }

    private static void refuseLate() {
        PeersStub.reset();
        PeersStub.refuse("confirm", "BOOKING_INVALID_SLOTS", "{}");
    }

    private static void awaitRejected(Api api, String id, String reason) {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(45)).until(() -> {
            TestDatabase.admin()
                    .sql("update shema.bookings set step_until = now() where status = 'pending'")
                    .update();
            return status(api, id).equals("rejected");
        });
        assertThat(api.asAdmin().get("/api/bookings/" + id).at("/reason").asText())
                .isEqualTo(reason);
    }
}

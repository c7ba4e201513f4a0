package com.shemamusic.enrollment.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.enrollment.Mailbox;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.Races;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BookingFormIT extends BookingBase {

    @AfterEach
    void closeTheBreakers(Api api) {
        PeersStub.reset();
        PeersStub.seats(first, second, STARTS, ENDS);
        Awaitility.await().until(() -> book(api, UUID.randomUUID().toString()).status() != 503);
    }

    @Test
    void twoClassesAreHeldForExactly72Hours(Api api) throws Exception {
        try (EventProbe events = EventProbe.on("booking.*")) {
            ApiResponse answer = book(api).assertStatus(201);
            assertThat(answer.json().has("student")).isFalse();
            assertThat(answer.at("/status").asText()).isEqualTo("pending");
            assertThat(answer.at("/first_choice/slot_id").asText()).isEqualTo(first.toString());
            assertThat(answer.at("/first_choice/starts_at").asText()).isEqualTo(STARTS);
            assertThat(answer.at("/second_choice/available").asBoolean()).isTrue();
            Instant created = Instant.parse(answer.at("/created_at").asText());
            Instant expires = Instant.parse(answer.at("/expires_at").asText());
            assertThat(Duration.between(created, expires)).isEqualTo(Duration.ofHours(72));
            JsonNode event = events.awaitEvent("booking.created");
            assertThat(event.at("/data/secondChoiceSlotId").asText()).isEqualTo(second.toString());
            assertThat(event.at("/data/studentId").isTextual()).isTrue();
        }
        assertThat(Mailbox.await("siti@example.com", 2))
                .extracting(Mailbox::text)
                .anyMatch(text -> text.contains("Pilihan pertama: Senin, 6 Januari 2031, 15.00–16.00 WIB"));
    }

    @Test
    void aRepeatGetsTheSameBooking(Api api) {
        String key = UUID.randomUUID().toString();
        ApiResponse answer = book(api, key).assertStatus(201);
        ApiResponse again = book(api, key).assertStatus(201);
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        book(api, key, second, first).assertError(422, "IDEMPOTENCY_KEY_REUSED");
        book(api).assertError(409, "BOOKING_ALREADY_PENDING");
    }

    @Test
    void manyRequestsWithOneKeyMakeOneBooking(Api api) {
        String key = UUID.randomUUID().toString();
        List<ApiResponse> answers = Races.run(50, n -> book(api, key));
        assertThat(answers.stream()
                        .filter(a -> a.status() == 201)
                        .map(a -> a.at("/id").asText())
                        .distinct())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.status() != 201)
                .allSatisfy(a -> a.assertError(409, "IDEMPOTENCY_IN_PROGRESS"));
        assertThat(events("booking.created")).isOne();
    }

    @Test
    void ofManyBookingsOfAnEnrollmentOneIsPending(Api api) {
        List<ApiResponse> answers = Races.run(50, n -> book(api));
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.status() != 201)
                .allSatisfy(a -> a.assertError(409, "BOOKING_ALREADY_PENDING"));
        assertThat(rows("bookings")).isOne();
    }

    @Test
    void badInputIsNamedAtOnce(Api api) {
        Api visitor = api.anonymous().header("Idempotency-Key", "a-good-key");
        visitor.post("/api/bookings/create", "{}")
                .assertFieldErrors(Map.of(
                        "registration_number", "REQUIRED",
                        "email", "REQUIRED",
                        "course_id", "REQUIRED",
                        "first_choice_slot_id", "REQUIRED",
                        "second_choice_slot_id", "REQUIRED",
                        "captcha_token", "REQUIRED"));
        book(api, "a-good-key", first, first).assertFieldErrors(Map.of("second_choice_slot_id", "SAME_SLOT"));
        api.anonymous().post("/api/bookings", "{}").assertError(400, "IDEMPOTENCY_KEY_REQUIRED");
        api.withoutToken().post("/api/bookings", "{}").assertError(401, "AUTH_REQUIRED");
    }

    @Test
    void numberEmailAndCourseMustNameAnOpenEnrollment(Api api) {
        String right = number;
        number = "SM-2026-00000000";
        book(api).assertError(404, "BOOKING_STUDENT_UNKNOWN");
        number = right;
        review(api, enrollment, "reject").assertStatus(200);
        book(api).assertError(404, "BOOKING_STUDENT_UNKNOWN");
        assertThat(PeersStub.asked("hold")).isZero();
    }

    @Test
    void classesThatCannotBeHeldAreNamedAndNothingIsLeft(Api api) {
        PeersStub.refuse(
                "hold",
                "BOOKING_INVALID_SLOTS",
                "{\"slots\":[{\"slot_id\":\"%s\",\"reason\":\"full\"}]}".formatted(first));
        String key = UUID.randomUUID().toString();
        ApiResponse refused = book(api, key).assertError(409, "BOOKING_INVALID_SLOTS");
        assertThat(refused.at("/details/slots/0/reason").asText()).isEqualTo("full");
        PeersStub.seats(first, second, STARTS, ENDS);
        Awaitility.await().until(() -> rows("bookings") == 0);
        book(api, key).assertStatus(201);
    }

    @Test
    void seatsThatALostAnswerMayHaveHeldAreReleasedThoughTheNextAttemptIsRefused(Api api) {
        PeersStub.refuseHoldAfterALostAnswer();
        book(api).assertError(409, "BOOKING_INVALID_SLOTS");
        assertThat(PeersStub.asked("hold")).isEqualTo(2);
        awaitReleased();
        Awaitility.await().until(() -> rows("bookings") == 0);
    }

    @Test
    void seatsThatMayBeHeldForNobodyAreReleasedTwiceAndTheBookingForgotten(Api api) {
        PeersStub.down();
        book(api).assertError(503, "SERVICE_UNAVAILABLE");
        PeersStub.reset();
        PeersStub.seats(first, second, STARTS, ENDS);
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> rows("bookings") == 0);
        assertThat(PeersStub.asked("release")).isEqualTo(2);
    }

    @Test
    void aClassThatChangesWhileItsSeatIsBeingHeldIsAskedForAgain(Api api) throws Exception {
        PeersStub.slowHold(first, second, STARTS, ENDS, 1_500);
        try (var visitor = Executors.newSingleThreadExecutor()) {
            Future<ApiResponse> answer = visitor.submit(() -> book(api));
            Awaitility.await().until(() -> rows("bookings where status = 'requested'") == 1);
            tell("schedule.updated", first, "2031-01-07T08:00:00Z");
            Awaitility.await().until(() -> rows("bookings where first_dropped") == 1);
            PeersStub.seats(first, second, "2031-01-07T08:00:00Z", "2031-01-07T09:00:00Z");
            ApiResponse booked = answer.get().assertStatus(201);
            assertThat(booked.at("/first_choice/starts_at").asText()).isEqualTo("2031-01-07T08:00:00Z");
            assertThat(booked.at("/first_choice/available").asBoolean()).isTrue();
        }
        assertThat(PeersStub.asked("hold")).isEqualTo(2);
    }

    @Test
    void anOutageLeavesNoHalfBookingAndTheSameKeySucceedsLater(Api api) {
        PeersStub.down();
        String key = UUID.randomUUID().toString();
        book(api, key).assertError(503, "SERVICE_UNAVAILABLE");
        PeersStub.reset();
        PeersStub.seats(first, second, STARTS, ENDS);
        Awaitility.await().untilAsserted(() -> book(api, key).assertStatus(201));
        Awaitility.await().until(() -> PeersStub.asked("release") > 0 && rows("bookings") == 1);
    }

    @Test
    void aRequestThatDiedHalfWayIsTakenUpByItsRepeat(Api api) {
        String key = UUID.randomUUID().toString();
        ApiResponse answer = book(api, key).assertStatus(201);
        String id = answer.at("/id").asText();
        // As a crash between the two steps would leave it: the row without its seats' times, no answer remembered.
        com.shemamusic.test.TestRedis.flush();
        com.shemamusic.test.TestDatabase.admin()
                .sql("delete from shema.idempotency_keys")
                .update();
        com.shemamusic.test.TestDatabase.admin()
                .sql("update shema.bookings set status = 'requested', step_until = now() - interval '1 second'")
                .update();
        assertThat(book(api, key).assertStatus(201).at("/id").asText()).isEqualTo(id);
        assertThat(PeersStub.asked("hold")).isEqualTo(2);
    }
}

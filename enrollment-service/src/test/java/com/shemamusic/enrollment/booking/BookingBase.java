package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.Forms;
import com.shemamusic.enrollment.PeersStub;
import com.shemamusic.enrollment.ServiceIT;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestDatabase;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** An enrolled applicant and two classes with free seats. */
abstract class BookingBase extends ServiceIT {

    static final String STARTS = "2031-01-06T08:00:00Z";
    static final String ENDS = "2031-01-06T09:00:00Z";

    final UUID first = UUID.randomUUID();
    final UUID second = UUID.randomUUID();
    UUID course = UUID.randomUUID();
    String enrollment = "";
    String number = "";

    @BeforeEach
    void enroll(Api api) {
        course = PeersStub.course();
        PeersStub.seats(first, second, STARTS, ENDS);
        ApiResponse form = submit(api, Forms.adult(course).json()).assertStatus(201);
        enrollment = form.at("/id").asText();
        number = form.at("/registration_number").asText();
        awaitLinked(api, enrollment);
    }

    ApiResponse book(Api api) {
        return book(api, UUID.randomUUID().toString());
    }

    ApiResponse book(Api api, String key) {
        return book(api, key, first, second);
    }

    ApiResponse book(Api api, String key, UUID one, UUID two) {
        return api.anonymous().header("Idempotency-Key", key).post("/api/bookings", """
                {"registration_number":"%s","email":"Siti@example.com","course_id":"%s","first_choice_slot_id":"%s",
                "second_choice_slot_id":"%s","captcha_token":"pass"}""".formatted(
                        number, course, one, two));
    }

    String booked(Api api) {
        return book(api).assertStatus(201).at("/id").asText();
    }

    static ApiResponse confirm(Api api, String id, UUID slot) {
        return api.asAdmin().post("/api/bookings/" + id + "/confirm", "{\"slot_id\":\"" + slot + "\"}");
    }

    static ApiResponse reject(Api api, String id) {
        return api.asAdmin().post("/api/bookings/" + id + "/reject", "{\"reason\":\"teacher is ill\"}");
    }

    static String status(Api api, String id) {
        return api.asAdmin().get("/api/bookings/" + id).at("/status").asText();
    }

    static void awaitStatus(Api api, String id, String status) {
        Awaitility.await().until(() -> status(api, id).equals(status));
    }

    /** Waits until the seats are given back at least once: the second time follows so soon that "once" may be missed. */
    static void awaitReleased() {
        Awaitility.await().until(() -> PeersStub.asked("release") > 0);
    }

    /** Moves a booking into the past by the database's clock. */
    static void age(String id, String by) {
        TestDatabase.admin().sql("""
                        update shema.bookings set created_at = created_at - cast(:by as interval),
                            expires_at = expires_at - cast(:by as interval) where id = cast(:id as uuid)
                        """).param("by", by).param("id", id).update();
    }

    static long events(String channel) {
        return TestDatabase.admin()
                .sql("select count(*) from shema.enrollment_outbox where channel = ?")
                .param(channel)
                .query(Long.class)
                .single();
    }

    /** course-service tells of a class. */
    static void tell(String channel, UUID schedule, String startsAt) {
        tell(channel, schedule, startsAt, System.nanoTime());
    }

    /** The same, of the class in this version. */
    static void tell(String channel, UUID schedule, String startsAt, long version) {
        EventProbe.appendToStream(channel, """
                {"eventType":"X","eventId":"%s","version":"1.0","timestamp":"2026-01-01T00:00:00Z","source":"course-service",
                "aggregateId":"%s","aggregateVersion":%d,"data":{"scheduleId":"%s","startsAt":"%s","endsAt":"2031-01-08T09:00:00Z"}}""".formatted(UUID.randomUUID(), schedule, version, schedule, startsAt));
    }
}

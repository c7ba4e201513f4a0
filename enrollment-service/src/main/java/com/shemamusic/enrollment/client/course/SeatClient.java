package com.shemamusic.enrollment.client.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.error.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks course-service for seats of bookings; every call may be repeated, because it is known by the booking's id. */
@Component
public class SeatClient {

    private record Hold(UUID courseId, List<UUID> slotIds, Instant expiresAt) {}

    private record Held(List<HeldSlot> slots) {}

    private record Confirm(UUID slotId, UUID studentId, String scope) {}

    private record Release(boolean taken) {}

    private final Peer courses;

    public SeatClient(Peers peers) {
        this.courses = peers.peer("course-service");
    }

    /**
     * Holds a seat in every one of the classes, or in none.
     *
     * @throws ApiException 409 {@code BOOKING_INVALID_SLOTS} with what is wrong with which
     * @throws com.shemamusic.shared.client.PeerUnavailableException when it is not known whether they are held
     */
    public List<HeldSlot> hold(UUID bookingId, UUID courseId, List<UUID> slotIds, Instant expiresAt) {
        try {
            return courses.put(
                            Held.class,
                            new Hold(courseId, slotIds, expiresAt),
                            "/internal/bookings/{id}/hold",
                            bookingId)
                    .slots();
        } catch (PeerRejectedException refused) {
            JsonNode slots = refused.details().path("slots");
            throw ApiException.conflict("BOOKING_INVALID_SLOTS")
                    .with("slots", slots.isMissingNode() ? List.of() : slots);
        }
    }

    /**
     * Takes one of the held seats for the student and frees the other.
     *
     * @throws ApiException 409 with course-service's code, {@code BOOKING_EXPIRED} for a hold that has lapsed
     */
    public Placement confirm(UUID bookingId, UUID slotId, UUID studentId, String scope) {
        try {
            return courses.put(
                    Placement.class,
                    new Confirm(slotId, studentId, scope),
                    "/internal/bookings/{id}/confirm",
                    bookingId);
        } catch (PeerRejectedException refused) {
            throw ApiException.conflict(
                    refused.code().equals("BOOKING_EXPIRED") ? "BOOKING_EXPIRED" : "BOOKING_INVALID_STATE");
        }
    }

    /** Frees whatever is held for a booking that came to nothing, and what a confirmation that came too late took for it. */
    public void release(UUID bookingId) {
        courses.put(JsonNode.class, new Release(true), "/internal/bookings/{id}/release", bookingId);
    }
}

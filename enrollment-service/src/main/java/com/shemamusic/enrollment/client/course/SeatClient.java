package com.shemamusic.enrollment.client.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.client.Peer;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.error.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks course-service for seats of bookings; every call may be repeated, because it is known by the booking's id. */
@Component
public class SeatClient {

    private record Hold(UUID courseId, List<UUID> slotIds, Instant expiresAt) {}

    private record Held(List<HeldSlot> slots) {}

    private record Confirm(
            UUID slotId,
            UUID studentId,
            String scope,
            @Nullable Instant startsAt) {}

    private record Release(boolean taken) {}

    private static final Set<String> PLAIN = Set.of("BOOKING_EXPIRED", "BOOKING_INVALID_SLOTS");
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
     * @param startsAt when the student believes the class to be
     * @throws ApiException 409 {@code BOOKING_EXPIRED} for a hold that has lapsed, {@code BOOKING_INVALID_SLOTS} for a class that
     *     is cancelled or at another time now, {@code BOOKING_INVALID_STATE} for anything else
     */
    public Placement confirm(UUID bookingId, UUID slotId, UUID studentId, String scope, @Nullable Instant startsAt) {
        try {
            return courses.put(
                    Placement.class,
                    new Confirm(slotId, studentId, scope, startsAt),
                    "/internal/bookings/{id}/confirm",
                    bookingId);
        } catch (PeerRejectedException refused) {
            throw ApiException.conflict(PLAIN.contains(refused.code()) ? refused.code() : "BOOKING_INVALID_STATE");
        }
    }

    /** Frees whatever is held for a booking that came to nothing, and what a confirmation that came too late took for it. */
    public void release(UUID bookingId) {
        courses.put(JsonNode.class, new Release(true), "/internal/bookings/{id}/release", bookingId);
    }
}

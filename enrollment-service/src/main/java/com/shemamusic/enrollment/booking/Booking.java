package com.shemamusic.enrollment.booking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.shemamusic.enrollment.enrollment.CourseName;
import com.shemamusic.shared.web.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking.
 *
 * @param student absent in what visitors see
 * @param placed the classes in which the student has a seat, after a confirmation
 * @param full the wanted classes without a seat, after a confirmation
 */
public record Booking(
        UUID id,
        String status,
        UUID enrollmentId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BookingStudent student,
        CourseName course,
        Choice firstChoice,
        Choice secondChoice,
        @Nullable UUID confirmedSlotId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> placed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> full,
        @Nullable String reason,
        Instant createdAt,
        Instant expiresAt,
        long version)
        implements Versioned {

    /** One of the two classes; not available once it was cancelled or moved while the booking was pending. */
    public record Choice(
            UUID slotId,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            boolean available) {}

    /** Who books; the id is null until the student record is known. */
    public record BookingStudent(@Nullable UUID id, String fullName, String email) {}

    Booking withoutStudent() {
        return new Booking(
                id,
                status,
                enrollmentId,
                null,
                course,
                firstChoice,
                secondChoice,
                confirmedSlotId,
                placed,
                full,
                reason,
                createdAt,
                expiresAt,
                version);
    }
}

package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.Placement;
import com.shemamusic.enrollment.client.course.SeatClient;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What admins decide about bookings. Whether a confirmation is in time the database's clock says, never ours. */
@Service
class BookingDecisions {

    private final BookingRepository bookings;
    private final BookingReader reader;
    private final BookingEnding ending;
    private final SeatClient seats;
    private final BookingProperties properties;
    private final Transactions transactions;

    BookingDecisions(
            BookingRepository bookings,
            BookingReader reader,
            BookingEnding ending,
            SeatClient seats,
            BookingProperties properties,
            Transactions transactions) {
        this.bookings = bookings;
        this.reader = reader;
        this.ending = ending;
        this.seats = seats;
        this.properties = properties;
        this.transactions = transactions;
    }

    /**
     * Puts the student into one of the two classes.
     *
     * @throws ApiException 404; 400 {@code SLOT_NOT_CHOSEN}; 409 {@code BOOKING_EXPIRED}, {@code BOOKING_INVALID_STATE}; 503
     *     while course-service is down, in which case the confirmation is finished as soon as it is back
     */
    Booking confirm(UUID id, UUID slotId, String scope) {
        BookingRow row = transactions.write(() -> {
            BookingRow found = pending(id);
            if (!found.offers(slotId)) {
                throw FieldErrors.of("slot_id", "SLOT_NOT_CHOSEN");
            }
            boolean other =
                    found.confirmSlotId() != null && !found.confirmSlotId().equals(slotId);
            if (other || found.confirmSlotId() != null && found.stepRuns()) {
                throw invalid("pending");
            }
            if (found.studentId() == null) {
                throw ApiException.unavailable("user-service");
            }
            bookings.beginConfirmation(id, slotId, scope, properties.step());
            return found;
        });
        finish(row, slotId, scope);
        return reader.get(id);
    }

    /** Asks for the seat and notes the answer; repeated by a sweep when it is cut short. */
    void finish(BookingRow row, UUID slotId, String scope) {
        Placement placement = ask(row, slotId, scope);
        if (!ending.confirm(row.id(), row.enrollmentId(), slotId, placement)) {
            throw invalid(reader.get(row.id()).status());
        }
    }

    private Placement ask(BookingRow row, UUID slotId, String scope) {
        try {
            return seats.confirm(
                    row.id(), slotId, Objects.requireNonNull(row.studentId()), scope, row.startsAt(slotId));
        } catch (PeerUnavailableException unknown) {
            throw unknown;
        } catch (ApiException refused) {
            switch (refused.code()) {
                case "BOOKING_EXPIRED" -> ending.expire(row.id(), slotId);
                case "BOOKING_INVALID_SLOTS" -> {
                    ending.reopen(row.id(), row.enrollmentId(), slotId, true);
                    throw FieldErrors.of("slot_id", "SLOT_NOT_CHOSEN");
                }
                default -> ending.reopen(row.id(), row.enrollmentId(), slotId, false);
            }
            throw refused;
        }
    }

    /**
     * Says no to both choices.
     *
     * @throws ApiException 404; 409 {@code BOOKING_EXPIRED}, {@code BOOKING_INVALID_STATE}
     */
    Booking reject(UUID id, String reason) {
        transactions.run(() -> {
            if (pending(id).confirmSlotId() != null) {
                throw invalid("pending");
            }
            ending.reject(id, reason);
        });
        return reader.get(id);
    }

    private BookingRow pending(UUID id) {
        BookingRow found = bookings.lock(id).orElseThrow(() -> ApiException.notFound("BOOKING_NOT_FOUND"));
        boolean lapsed = found.status().equals("pending") && found.over() && found.confirmSlotId() == null;
        if (found.status().equals("expired") || lapsed) {
            throw ApiException.conflict("BOOKING_EXPIRED");
        }
        if (!found.status().equals("pending")) {
            throw invalid(found.status());
        }
        return found;
    }

    private static ApiException invalid(String status) {
        return ApiException.conflict("BOOKING_INVALID_STATE").with("status", status);
    }
}

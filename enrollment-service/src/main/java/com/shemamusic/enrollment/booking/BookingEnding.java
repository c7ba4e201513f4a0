package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.Placement;
import com.shemamusic.enrollment.enrollment.EnrollmentKeys;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends pending bookings, each once, and tells so. */
@Component
class BookingEnding {

    /** Our own reasons; an admin's are words. */
    static final String CLASS_UNAVAILABLE = "class_unavailable";

    static final String ENROLLMENT_ENDED = "enrollment_ended";
    private final BookingRepository bookings;
    private final BookingEvents events;
    private final EnrollmentKeys enrollments;
    private final Transactions transactions;

    BookingEnding(
            BookingRepository bookings, BookingEvents events, EnrollmentKeys enrollments, Transactions transactions) {
        this.bookings = bookings;
        this.events = events;
        this.enrollments = enrollments;
        this.transactions = transactions;
    }

    void reject(UUID id, @Nullable String reason) {
        reject(id, reason, null);
    }

    private void reject(UUID id, @Nullable String reason, @Nullable UUID confirming) {
        transactions.run(() -> bookings.end(id, "rejected", reason, confirming)
                .ifPresent(rejected -> events.became("rejected", rejected)));
    }

    void expire(UUID id) {
        expire(id, null);
    }

    /** As {@link #expire(UUID)}, of a booking whose confirmation for this class came too late. */
    void expire(UUID id, @Nullable UUID confirming) {
        transactions.run(() ->
                bookings.end(id, "expired", null, confirming).ifPresent(expired -> events.became("expired", expired)));
    }

    /**
     * Notes that course-service has placed the student. An enrollment that ended meanwhile left the booking alone, because the
     * confirmation might have come first; now its booking ends with it, and the release gives the seats back.
     *
     * @return false when the enrollment is over
     */
    boolean confirm(UUID id, UUID enrollmentId, UUID slotId, Placement placement) {
        return transactions.write(() -> {
            boolean open = enrollments.lockOpen(enrollmentId);
            if (open) {
                bookings.confirmed(id, slotId, placement)
                        .ifPresent(confirmed -> events.confirmed(confirmed, placement));
            } else {
                reject(id, ENROLLMENT_ENDED, slotId);
            }
            return open;
        });
    }

    /**
     * Makes a booking pending again after course-service refused its confirmation. What happened meanwhile to its classes and to
     * its enrollment left it alone, because the confirmation might have come first; now it counts, unless its
     * time is up: then it has expired, as the sweep says.
     *
     * @param gone whether the class was refused because it is not what was chosen any more
     */
    void reopen(UUID id, UUID enrollmentId, UUID slotId, boolean gone) {
        transactions.run(() -> {
            boolean open = enrollments.lockOpen(enrollmentId);
            if (gone) {
                bookings.drop(id, slotId);
            }
            bookings.undoConfirmation(id, slotId).ifPresent(again -> {
                if (!open) {
                    reject(id, ENROLLMENT_ENDED);
                } else if (again.noneLeft() && !again.over()) {
                    reject(id, CLASS_UNAVAILABLE);
                }
            });
        });
    }
}

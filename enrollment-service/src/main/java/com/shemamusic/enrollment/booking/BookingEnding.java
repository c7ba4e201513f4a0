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
        transactions.run(
                () -> bookings.end(id, "rejected", reason).ifPresent(rejected -> events.became("rejected", rejected)));
    }

    void expire(UUID id) {
        transactions.run(
                () -> bookings.end(id, "expired", null).ifPresent(expired -> events.became("expired", expired)));
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
                reject(id, ENROLLMENT_ENDED);
            }
            return open;
        });
    }

    /**
     * Makes a booking pending again after course-service refused its confirmation. What happened meanwhile to its classes and to
     * its enrollment left it alone, because the confirmation might have come first; now it counts.
     *
     * @param gone the class, when it was refused because it is not what was chosen any more
     */
    void reopen(UUID id, UUID enrollmentId, @Nullable UUID gone) {
        transactions.run(() -> {
            boolean open = enrollments.lockOpen(enrollmentId);
            if (gone != null) {
                bookings.drop(id, gone);
            }
            bookings.undoConfirmation(id).ifPresent(again -> {
                if (!open) {
                    reject(id, ENROLLMENT_ENDED);
                } else if (again.noneLeft()) {
                    reject(id, CLASS_UNAVAILABLE);
                }
            });
        });
    }
}

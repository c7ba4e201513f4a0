package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.HeldSlot;
import com.shemamusic.enrollment.client.course.SeatClient;
import com.shemamusic.enrollment.enrollment.EnrollmentKeys;
import com.shemamusic.enrollment.idempotency.Idempotency;
import com.shemamusic.enrollment.idempotency.KeyedRequest;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The second and third step of a booking: both seats held, then the booking stands; or neither. */
@Component
class BookingHolds {

    /** The classes told by the hold may not be when they were told any more. */
    private static final class ClassChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final int ASKED_AT_MOST = 3;
    private final SeatClient seats;
    private final BookingRepository bookings;
    private final BookingReader reader;
    private final BookingEvents events;
    private final BookingEnding ending;
    private final EnrollmentKeys enrollments;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final JdbcClient jdbc;

    BookingHolds(
            SeatClient seats,
            BookingRepository bookings,
            BookingReader reader,
            BookingEvents events,
            BookingEnding ending,
            EnrollmentKeys enrollments,
            Idempotency idempotency,
            Transactions transactions,
            JdbcClient jdbc) {
        this.seats = seats;
        this.bookings = bookings;
        this.reader = reader;
        this.events = events;
        this.ending = ending;
        this.enrollments = enrollments;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    Booking hold(KeyedRequest request, BookingRow row) {
        for (int asked = 1; ; asked++) {
            List<HeldSlot> held = ask(row);
            try {
                return transactions.write(
                        () -> idempotency.first(request, () -> stand(row, held)).orElseThrow(Idempotency::inProgress));
            } catch (ClassChanged meanwhile) {
                if (asked == ASKED_AT_MOST) {
                    bookings.abandon(row.id());
                    throw ApiException.unavailable("course-service");
                }
                bookings.askAgain(row.id());
            } catch (ApiException tooLate) {
                bookings.abandon(row.id());
                throw tooLate;
            }
        }
    }

    /** Even after a refusal something may be held: by a try that died, or by an attempt of this call whose answer was lost. */
    private List<HeldSlot> ask(BookingRow row) {
        try {
            return seats.hold(row.id(), row.courseId(), row.slots(), row.expiresAt());
        } catch (ApiException unknownOrRefused) {
            bookings.abandon(row.id());
            throw unknownOrRefused;
        }
    }

    private Booking stand(BookingRow row, List<HeldSlot> held) {
        if (!enrollments.lockOpen(row.enrollmentId())) {
            throw ApiException.notFound("BOOKING_STUDENT_UNKNOWN");
        }
        BookingRow locked = bookings.lockRequested(row.id()).orElseThrow(Idempotency::inProgress);
        if (locked.first().dropped() || locked.second().dropped()) {
            throw new ClassChanged();
        }
        bookings.held(
                row.id(),
                slot(held, row.first().slotId()),
                slot(held, row.second().slotId()));
        events.became("created", locked);
        return reader.get(row.id()).withoutStudent();
    }

    private static HeldSlot slot(List<HeldSlot> held, UUID id) {
        return held.stream()
                .filter(slot -> slot.slotId().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.unavailable("course-service"));
    }

    /** Ends a pending booking of the enrollment whose time is up, in case no sweep has come by yet. */
    void expire(UUID enrollmentId) {
        jdbc.sql("""
                        select id from bookings where enrollment_id = :id and status = 'pending'
                        and expires_at <= clock_timestamp() and confirm_slot_id is null for update
                        """).param("id", enrollmentId).query(UUID.class).list().forEach(ending::expire);
    }
}

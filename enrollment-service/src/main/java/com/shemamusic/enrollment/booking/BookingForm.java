package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.captcha.Captcha;
import com.shemamusic.enrollment.enrollment.EnrollmentKeys;
import com.shemamusic.enrollment.idempotency.Idempotency;
import com.shemamusic.enrollment.idempotency.IdempotencyKey;
import com.shemamusic.enrollment.idempotency.KeyedRequest;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Takes booking forms: known key, captcha, then a saga in three steps. The row first, so that a crash leaves a trace; then
 * both seats, asked of course-service under the booking's id; then the answer. A repeat goes on where the first try ended.
 */
@Service
class BookingForm {

    /** What a form is answered with. */
    record Answer(Booking booking, boolean replayed) {}

    private static final String SCOPE = "bookings";
    private final Idempotency idempotency;
    private final Captcha captcha;
    private final EnrollmentKeys enrollments;
    private final BookingRepository bookings;
    private final BookingHolds holds;
    private final BookingProperties properties;
    private final Transactions transactions;

    BookingForm(
            Idempotency idempotency,
            Captcha captcha,
            EnrollmentKeys enrollments,
            BookingRepository bookings,
            BookingHolds holds,
            BookingProperties properties,
            Transactions transactions) {
        this.idempotency = idempotency;
        this.captcha = captcha;
        this.enrollments = enrollments;
        this.bookings = bookings;
        this.holds = holds;
        this.properties = properties;
        this.transactions = transactions;
    }

    Answer submit(IdempotencyKey key, CreateBookingRequest form) {
        KeyedRequest request = idempotency.request(SCOPE, key, form.withoutToken());
        Optional<Booking> known = idempotency.replay(request, Booking.class);
        if (known.isPresent()) {
            return new Answer(known.get(), true);
        }
        captcha.check(form.captchaToken(), "booking", key.value());
        Optional<BookingRow> begun = transactions.write(() -> begin(request, form));
        if (begun.isEmpty()) {
            return idempotency
                    .replay(request, Booking.class)
                    .map(booking -> new Answer(booking, true))
                    .orElseThrow(() -> ApiException.conflict("BOOKING_ALREADY_PENDING"));
        }
        Booking booking = holds.hold(request, begun.get());
        idempotency.remember(request, booking);
        return new Answer(booking, false);
    }

    /** The row of this request, new or left by a try that died; empty when another booking of the enrollment is pending. */
    private Optional<BookingRow> begin(KeyedRequest request, CreateBookingRequest form) {
        Optional<BookingRow> left = bookings.begun(request);
        if (left.isPresent()) {
            return Optional.of(resume(request, left.get()));
        }
        UUID enrollment = enrollments
                .lockOpen(form.registrationNumber(), form.email(), form.courseId())
                .orElseThrow(() -> ApiException.notFound("BOOKING_STUDENT_UNKNOWN"));
        holds.expire(enrollment);
        UUID id = Ids.next();
        return bookings.insert(id, enrollment, form, request, properties)
                ? bookings.lockRequested(id)
                : bookings.begun(request).map(row -> resume(request, row));
    }

    private BookingRow resume(KeyedRequest request, BookingRow left) {
        if (!MessageDigest.isEqual(left.requestHash(), request.hash())) {
            throw new ApiException(HttpStatus.UNPROCESSABLE_ENTITY, "IDEMPOTENCY_KEY_REUSED");
        }
        if (left.stepRuns()) {
            throw Idempotency.inProgress();
        }
        bookings.renewStep(left.id(), properties.step());
        return left;
    }
}

package com.shemamusic.course.reservation;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.course.reservation.BookingRepository.BookingSeat;
import com.shemamusic.course.reservation.SeatRepository.LockedClass;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.jdbc.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Seats held for bookings of enrollment-service: two at once or none, until one is confirmed, both freed or time is up. */
@Service
class BookingService {

    /** Why a class cannot be held, or taken. */
    enum Reason {
        MISSING,
        OTHER_COURSE,
        CANCELLED,
        PAST,
        FULL,
        MOVED
    }

    /** A class that cannot be held or taken. */
    record InvalidSlot(UUID slotId, Reason reason) {}

    /** A class held, as it is in this version. */
    record HeldSlot(UUID slotId, Instant startsAt, Instant endsAt, long version) {}

    record Held(List<HeldSlot> slots) {}

    /** Where the student sits now, and which later classes had no seat left. */
    record Confirmed(List<UUID> placed, List<UUID> full) {}

    private final SeatRepository seats;
    private final BookingRepository bookings;
    private final Transactions transactions;
    private final AnswerCache cache;

    BookingService(SeatRepository seats, BookingRepository bookings, Transactions transactions, AnswerCache cache) {
        this.seats = seats;
        this.bookings = bookings;
        this.transactions = transactions;
        this.cache = cache;
    }

    /**
     * Holds a seat in every class named or in none; holding again changes nothing but the time.
     *
     * @throws ApiException 409 {@code BOOKING_INVALID_SLOTS}
     */
    Held hold(UUID booking, HoldRequest request) {
        return transactions.write(() -> {
            Map<UUID, LockedClass> classes = seats.lock(request.slotIds());
            Map<UUID, Integer> held = seats.held(request.slotIds(), booking);
            List<BookingSeat> before = bookings.ofBooking(booking);
            boolean confirmed = before.stream().anyMatch(BookingSeat::taken);
            if (!confirmed) {
                List<InvalidSlot> invalid = new ArrayList<>();
                // What was held before the course was taken off the catalogue stays.
                boolean closed = before.isEmpty() && seats.isClosed(request.courseId());
                request.slotIds()
                        .forEach(id -> reason(
                                        closed ? null : classes.get(id), request.courseId(), held.getOrDefault(id, 0))
                                .ifPresent(reason -> invalid.add(new InvalidSlot(id, reason))));
                if (!invalid.isEmpty()) {
                    throw invalidSlots(invalid);
                }
                bookings.release(booking, request.slotIds());
                new TreeSet<>(request.slotIds()).forEach(id -> bookings.hold(id, booking, request.expiresAt()));
                cache.dropAfterCommit(Region.FREE_SLOTS, Region.CATALOGUE);
            }
            return new Held(request.slotIds().stream()
                    .map(classes::get)
                    .filter(Objects::nonNull)
                    .map(found -> new HeldSlot(found.id(), found.startsAt(), found.endsAt(), found.version()))
                    .toList());
        });
    }

    /**
     * Gives a student the held seat, frees the other one, and fills the later classes of the series as far as wanted and
     * free.
     *
     * @throws ApiException 409 {@code BOOKING_EXPIRED} when the hold no longer counts by the clock of the database,
     *     {@code BOOKING_INVALID_SLOTS} when the class was cancelled or moved since
     */
    Confirmed confirm(UUID booking, ConfirmRequest request) {
        UUID slot = request.slotId();
        return transactions.write(() -> {
            Set<UUID> ids = new TreeSet<>(bookings.ofBooking(booking).stream()
                    .map(BookingSeat::scheduleId)
                    .toList());
            List<UUID> later = request.scope() == ConfirmRequest.Scope.FOLLOWING ? seats.later(slot) : List.<UUID>of();
            ids.add(slot);
            ids.addAll(later);
            Map<UUID, LockedClass> classes = seats.lock(ids);
            takeChosen(booking, request, classes.get(slot));
            bookings.release(booking, List.of());
            List<UUID> placed = new ArrayList<>(List.of(slot));
            List<UUID> full = new ArrayList<>();
            Set<UUID> seated = seats.seated(later, request.studentId());
            Map<UUID, Integer> held = seats.held(later, null);
            for (UUID id : later) {
                LockedClass next = classes.get(id);
                if (next == null || next.cancelled()) {
                    continue;
                }
                boolean free = next.taken() + held.getOrDefault(id, 0) < next.seats();
                if (!seated.contains(id) && free) {
                    seats.take(id, request.studentId(), booking);
                }
                (seated.contains(id) || free ? placed : full).add(id);
            }
            cache.dropAfterCommit(Region.FREE_SLOTS, Region.CATALOGUE);
            return new Confirmed(placed, full);
        });
    }

    /**
     * Frees what the booking holds. Seats it was confirmed for stay taken, unless the booking came to nothing after all.
     */
    void release(UUID booking, boolean takenToo) {
        transactions.run(() -> {
            seats.lock(bookings.ofBooking(booking).stream()
                    .map(BookingSeat::scheduleId)
                    .toList());
            int freed = bookings.release(booking, List.of());
            if (takenToo) {
                freed += bookings.giveBack(booking);
            }
            if (freed > 0) {
                cache.dropAfterCommit(Region.FREE_SLOTS, Region.CATALOGUE);
            }
        });
    }

    private void takeChosen(UUID booking, ConfirmRequest request, @Nullable LockedClass chosen) {
        UUID slot = request.slotId();
        List<BookingSeat> rows = bookings.ofBooking(booking);
        BookingSeat row = rows.stream()
                .filter(seat -> seat.scheduleId().equals(slot))
                .findFirst()
                .orElse(null);
        if (row != null && row.taken() && request.studentId().equals(row.studentId())) {
            return;
        }
        if (chosen == null || row != null && !row.live()) {
            throw ApiException.conflict("BOOKING_EXPIRED");
        }
        // A class that was cancelled or moved has lost its hold.
        if (chosen.cancelled()) {
            throw invalidSlots(List.of(new InvalidSlot(slot, Reason.CANCELLED)));
        }
        if (!request.means(chosen.startsAt())) {
            throw invalidSlots(List.of(new InvalidSlot(slot, Reason.MOVED)));
        }
        if (row == null) {
            throw rows.stream().anyMatch(BookingSeat::live)
                    ? FieldErrors.of("slot_id", "INVALID")
                    : ApiException.conflict("BOOKING_EXPIRED");
        }
        if (!seats.seated(List.of(slot), request.studentId()).isEmpty()) {
            bookings.adopt(slot, booking, request.studentId());
        } else if (!bookings.takeHeld(slot, booking, request.studentId())) {
            throw ApiException.conflict("BOOKING_EXPIRED");
        }
    }

    private static Optional<Reason> reason(@Nullable LockedClass found, UUID course, int held) {
        if (found == null) {
            return Optional.of(Reason.MISSING);
        }
        if (!found.courseId().equals(course)) {
            return Optional.of(Reason.OTHER_COURSE);
        }
        if (found.cancelled()) {
            return Optional.of(Reason.CANCELLED);
        }
        if (found.begun()) {
            return Optional.of(Reason.PAST);
        }
        return found.taken() + held >= found.seats() ? Optional.of(Reason.FULL) : Optional.empty();
    }

    private static ApiException invalidSlots(List<InvalidSlot> slots) {
        return ApiException.conflict("BOOKING_INVALID_SLOTS").with("slots", slots);
    }
}

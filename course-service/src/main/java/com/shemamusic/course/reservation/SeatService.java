package com.shemamusic.course.reservation;

import com.shemamusic.course.cache.AnswerCache;
import com.shemamusic.course.cache.Region;
import com.shemamusic.course.reservation.SeatRepository.LockedClass;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.List;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Seats of single students in single classes. */
@Service
class SeatService {

    /** A student's seat, and how full the class is now. */
    record Seat(UUID scheduleId, UUID studentId, int seats, int seatsTaken, boolean changed) {}

    private final SeatRepository seats;
    private final Transactions transactions;
    private final AnswerCache cache;

    SeatService(SeatRepository seats, Transactions transactions, AnswerCache cache) {
        this.seats = seats;
        this.transactions = transactions;
        this.cache = cache;
    }

    /**
     * Takes a seat; taking it again changes nothing.
     *
     * @throws ApiException 409 {@code CLASS_FULL} or {@code CLASS_CANCELLED}, 404 {@code SCHEDULE_NOT_FOUND}
     */
    Seat take(UUID schedule, UUID student) {
        return transactions.write(() -> {
            LockedClass locked = require(schedule);
            if (locked.cancelled()) {
                throw ApiException.conflict("CLASS_CANCELLED");
            }
            if (!seats.seated(List.of(schedule), student).isEmpty()) {
                return new Seat(schedule, student, locked.seats(), locked.taken(), false);
            }
            int held = seats.held(List.of(schedule), null).getOrDefault(schedule, 0);
            if (locked.taken() + held >= locked.seats()) {
                throw ApiException.conflict("CLASS_FULL").with("seats", locked.seats());
            }
            seats.take(schedule, student, null);
            cache.dropAfterCommit(Region.FREE_SLOTS);
            if (locked.taken() + held + 1 == locked.seats()) {
                cache.dropAfterCommit(Region.CATALOGUE);
            }
            return new Seat(schedule, student, locked.seats(), locked.taken() + 1, true);
        });
    }

    /**
     * Frees a seat; freeing one that is free changes nothing.
     *
     * @param unlessBooked whether a seat that a booking took stays, because its student is yet to come on the register
     */
    void free(UUID schedule, UUID student, boolean unlessBooked) {
        transactions.run(() -> {
            require(schedule);
            if (seats.free(schedule, student, unlessBooked)) {
                cache.dropAfterCommit(Region.FREE_SLOTS, Region.CATALOGUE);
            }
        });
    }

    /** Clears away expired holds, which have not counted since they expired. */
    @Scheduled(fixedDelayString = "${shema.course.sweep-interval:30s}")
    void sweep() {
        if (transactions.write(seats::sweep) > 0) {
            cache.dropAfterCommit(Region.FREE_SLOTS, Region.CATALOGUE);
        }
    }

    private LockedClass require(UUID schedule) {
        LockedClass locked = seats.lock(List.of(schedule)).get(schedule);
        if (locked == null) {
            throw ApiException.notFound("SCHEDULE_NOT_FOUND");
        }
        return locked;
    }
}

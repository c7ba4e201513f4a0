package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.SeatClient;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes what requests left: expired bookings, steps cut short, seats to release. Every replica sweeps; no row is swept twice. */
@Component
class BookingSweep {

    private static final Logger LOG = LoggerFactory.getLogger(BookingSweep.class);
    private static final int BATCH = 200;
    private final BookingRepository bookings;
    private final BookingDecisions decisions;
    private final BookingEvents events;
    private final SeatClient seats;
    private final Transactions transactions;
    private final JdbcClient jdbc;

    BookingSweep(
            BookingRepository bookings,
            BookingDecisions decisions,
            BookingEvents events,
            SeatClient seats,
            Transactions transactions,
            JdbcClient jdbc) {
        this.bookings = bookings;
        this.decisions = decisions;
        this.events = events;
        this.seats = seats;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "${shema.enrollment.booking.interval:5s}")
    void sweep() {
        while (expire() == BATCH) {
            LOG.info("{} bookings expired at once", BATCH);
        }
        bookings.abandonStale();
        resume();
        release();
    }

    private int expire() {
        return transactions.write(() -> {
            List<UUID> due =
                    jdbc.sql("""
                            select id from bookings where status = 'pending' and confirm_slot_id is null
                            and expires_at <= now() order by id limit :batch for update skip locked
                            """).param("batch", BATCH).query(UUID.class).list();
            due.forEach(id -> bookings.end(id, "expired", null).ifPresent(row -> events.became("expired", row)));
            return due.size();
        });
    }

    private void resume() {
        List<BookingRow> left = claim("status = 'pending' and confirm_slot_id is not null");
        for (BookingRow row : left) {
            try {
                decisions.finish(
                        row, Objects.requireNonNull(row.confirmSlotId()), Objects.requireNonNull(row.confirmScope()));
            } catch (ApiException failed) {
                LOG.info("The confirmation of booking {} ended with {}", row.id(), failed.code());
            }
        }
    }

    private void release() {
        for (BookingRow row : claim("release_due")) {
            try {
                seats.release(row.id());
                jdbc.sql("update bookings set release_due = false where id = :id")
                        .param("id", row.id())
                        .update();
                bookings.forget(row.id());
            } catch (RuntimeException failed) {
                LOG.info("The seats of booking {} are not released yet: {}", row.id(), failed.toString());
            }
        }
    }

    /** Takes rows whose step belongs to nobody any more, for half a minute. */
    private List<BookingRow> claim(String condition) {
        return jdbc.sql("""
                        update bookings b set step_until = clock_timestamp() + interval '30 seconds' where id in (
                            select id from bookings where %s and step_until <= clock_timestamp()
                            order by id limit 100 for update skip locked)
                        returning %s
                        """.formatted(condition, BookingRow.COLUMNS))
                .query((rs, n) -> BookingRow.of(rs))
                .list();
    }
}

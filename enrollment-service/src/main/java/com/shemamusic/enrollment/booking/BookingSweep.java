package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.SeatClient;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes what requests left: expired bookings, steps cut short, seats to release. Every replica sweeps; no row is swept twice. */
@Component
class BookingSweep {

    private static final Logger LOG = LoggerFactory.getLogger(BookingSweep.class);
    private static final int BATCH = 200;
    /** So few are asked for before their claim runs out and another replica takes them too. */
    private static final int RESUMED = 5;

    private final BookingQueue queue;
    private final BookingDecisions decisions;
    private final BookingEvents events;
    private final SeatClient seats;
    private final BookingProperties properties;
    private final Transactions transactions;

    BookingSweep(
            BookingQueue queue,
            BookingDecisions decisions,
            BookingEvents events,
            SeatClient seats,
            BookingProperties properties,
            Transactions transactions) {
        this.queue = queue;
        this.decisions = decisions;
        this.events = events;
        this.seats = seats;
        this.properties = properties;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "${shema.enrollment.booking.interval:5s}")
    void sweep() {
        while (expire() == BATCH) {
            LOG.info("{} bookings expired at once", BATCH);
        }
        queue.abandonStale();
        resume();
        release();
    }

    private int expire() {
        return transactions.write(() -> {
            List<BookingRow> over = queue.expire(BATCH);
            over.forEach(row -> events.became("expired", row));
            return over.size();
        });
    }

    private void resume() {
        List<BookingRow> due;
        do {
            due = queue.claim("status = 'pending' and confirm_slot_id is not null", RESUMED);
            for (BookingRow row : due) {
                try {
                    decisions.finish(
                            row,
                            Objects.requireNonNull(row.confirmSlotId()),
                            Objects.requireNonNull(row.confirmScope()));
                } catch (PeerUnavailableException down) {
                    LOG.info("The confirmation of booking {} is finished later: {}", row.id(), down.code());
                    return;
                } catch (ApiException failed) {
                    LOG.info("The confirmation of booking {} ended with {}", row.id(), failed.code());
                }
            }
        } while (due.size() == RESUMED);
    }

    private void release() {
        List<BookingRow> due;
        do {
            due = queue.claim("release_due", BATCH);
            for (BookingRow row : due) {
                try {
                    seats.release(row.id());
                } catch (PeerUnavailableException down) {
                    LOG.info("The seats of {} bookings are released later: {}", due.size(), down.code());
                    return;
                } catch (PeerRejectedException refused) {
                    LOG.warn("The seats of booking {} cannot be released: {}", row.id(), refused.code());
                    continue;
                }
                queue.released(row.id(), properties.again());
            }
        } while (due.size() == BATCH);
    }
}

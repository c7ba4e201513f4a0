package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.enrollment.EnrollmentEnding;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What ends pending bookings from outside: a chosen class that is cancelled or moved, an enrollment that ends (rule 8). */
@Component
class ChoiceDropping implements EventHandler, EnrollmentEnding {

    private record ClassChange(UUID scheduleId, @Nullable Instant startsAt) {}

    private record Dropped(UUID id, boolean noneLeft) {}

    private final JdbcClient jdbc;
    private final BookingRepository bookings;
    private final BookingEnding ending;

    ChoiceDropping(JdbcClient jdbc, BookingRepository bookings, BookingEnding ending) {
        this.jdbc = jdbc;
        this.bookings = bookings;
        this.ending = ending;
    }

    @Override
    public Set<String> channels() {
        return Set.of("schedule.updated", "schedule.cancelled");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        ClassChange change = event.data(ClassChange.class);
        Instant startsAt = channel.endsWith(".cancelled") ? null : change.startsAt();
        if (channel.endsWith(".updated") && startsAt == null) {
            return;
        }
        drop(change.scheduleId(), startsAt, event.aggregateVersion())
                .forEach(id -> ending.reject(id, BookingEnding.CLASS_UNAVAILABLE));
    }

    /**
     * Drops the choice of a class that no longer is when it was, and returns the bookings that have none left. While a
     * confirmation runs the booking only remembers it; while the seats are being held it is a mark to ask for them again. A booking
     * whose time is up has expired, whatever becomes of its classes before the sweep says so. News from before the seat was held
     * the hold knew already, so that a late or repeated event drops nothing.
     */
    private List<UUID> drop(UUID slotId, @Nullable Instant startsAt, long version) {
        return jdbc
                .sql("""
                        with moved as (select cast(:starts as timestamptz) as to_time)
                        update bookings set
                            first_dropped = first_dropped or (first_slot_id = :slot and first_starts_at is distinct from moved.to_time
                                and coalesce(:version > first_class_version, true)),
                            second_dropped = second_dropped or (second_slot_id = :slot and second_starts_at is distinct from moved.to_time
                                and coalesce(:version > second_class_version, true)),
                            version = version + 1
                        from moved where (status = 'requested' or status = 'pending' and expires_at > now())
                          and ((first_slot_id = :slot and not first_dropped and first_starts_at is distinct from moved.to_time
                                and coalesce(:version > first_class_version, true))
                            or (second_slot_id = :slot and not second_dropped and second_starts_at is distinct from moved.to_time
                                and coalesce(:version > second_class_version, true)))
                        returning id,
                            status = 'pending' and confirm_slot_id is null and first_dropped and second_dropped as none_left
                        """)
                .param("slot", slotId)
                .param("version", version)
                .param("starts", startsAt == null ? null : Timestamp.from(startsAt))
                .query((rs, n) -> new Dropped(rs.getObject("id", UUID.class), rs.getBoolean("none_left")))
                .list()
                .stream()
                .filter(Dropped::noneLeft)
                .map(Dropped::id)
                .toList();
    }

    @Override
    public void ended(UUID enrollmentId) {
        jdbc.sql("select id from bookings where enrollment_id = :id and status = 'requested' for update")
                .param("id", enrollmentId)
                .query(UUID.class)
                .list()
                .forEach(bookings::abandon);
        jdbc.sql("""
                        select id from bookings where enrollment_id = :id and status = 'pending' and confirm_slot_id is null
                          and expires_at > now()
                        for update
                        """)
                .param("id", enrollmentId)
                .query(UUID.class)
                .list()
                .forEach(id -> ending.reject(id, BookingEnding.ENROLLMENT_ENDED));
    }
}

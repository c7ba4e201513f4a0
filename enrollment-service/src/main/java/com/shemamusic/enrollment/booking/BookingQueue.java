package com.shemamusic.enrollment.booking;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What sweeps look for. Rows that another replica is at are left to it; what is due the database's clock says. */
@Repository
class BookingQueue {

    private final JdbcClient jdbc;

    BookingQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives up requests that died before their seats were known to be held, and were not repeated. */
    int abandonStale() {
        return jdbc.sql("""
                        update bookings set status = 'abandoned', release_due = true, step_until = now()
                        where status = 'requested' and step_until < clock_timestamp() - interval '10 seconds'
                        """).update();
    }

    /** Ends pending bookings whose time is up, unless course-service is deciding about them or another replica is at it. */
    List<BookingRow> expire(int batch) {
        return jdbc.sql("""
                        update bookings b set status = 'expired', release_due = true, step_until = now(), version = version + 1
                        where id in (
                            select id from bookings where status = 'pending' and confirm_slot_id is null and expires_at <= now()
                            order by id limit :batch for update skip locked)
                        returning %s
                        """.formatted(BookingRow.COLUMNS))
                .param("batch", batch)
                .query((rs, n) -> BookingRow.of(rs))
                .list();
    }

    /** Takes rows whose step belongs to nobody any more, for a quarter of a minute. */
    List<BookingRow> claim(String condition, int batch) {
        return jdbc.sql("""
                        update bookings b set step_until = clock_timestamp() + interval '15 seconds' where id in (
                            select id from bookings where %s and step_until <= clock_timestamp()
                            order by step_until, id limit :batch for update skip locked)
                        returning %s
                        """.formatted(condition, BookingRow.COLUMNS))
                .param("batch", batch)
                .query((rs, n) -> BookingRow.of(rs))
                .list();
    }

    /**
     * Notes that course-service has released the seats. It is asked once more a while later, because a hold may have been under way
     * when the booking was given up; after that a booking that never came about is forgotten.
     */
    void released(UUID id, Duration again) {
        jdbc.sql("""
                with noted as (
                    update bookings set releases = releases + 1, release_due = releases = 0,
                        step_until = clock_timestamp() + :again * interval '1 millisecond'
                    where id = :id and (releases = 0 or status <> 'abandoned') returning id)
                delete from bookings where id = :id and status = 'abandoned' and not exists (select from noted)
                """).param("again", again.toMillis()).param("id", id).update();
    }

    List<UUID> remind() {
        return jdbc.sql("""
                        update bookings set reminded_at = now() where id in (
                            select id from bookings where status = 'pending' and reminded_at is null
                              and expires_at > now() and expires_at <= now() + interval '24 hours'
                            order by id limit 200 for update skip locked)
                        returning id
                        """).query(UUID.class).list();
    }
}

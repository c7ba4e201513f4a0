package com.shemamusic.course.reservation;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.at;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.id.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The seats of bookings in the database; the rules of {@link SeatRepository} hold here too. */
@Repository
class BookingRepository {

    /** One row of a booking; {@code live} while it is held and not expired. */
    record BookingSeat(
            UUID scheduleId,
            boolean taken,
            boolean live,
            @Nullable UUID studentId) {}

    private final JdbcClient jdbc;
    private final SeatRepository seats;

    BookingRepository(JdbcClient jdbc, SeatRepository seats) {
        this.jdbc = jdbc;
        this.seats = seats;
    }

    List<BookingSeat> ofBooking(UUID booking) {
        return jdbc.sql("""
                        select schedule_id, state = 'taken' as taken, student_id,
                            state = 'held' and expires_at > clock_timestamp() as live
                        from class_seats where booking_id = :booking order by schedule_id""")
                .param("booking", booking)
                .query((row, n) -> new BookingSeat(
                        uuid(row, "schedule_id"),
                        row.getBoolean("taken"),
                        row.getBoolean("live"),
                        row.getObject("student_id", UUID.class)))
                .list();
    }

    void hold(UUID schedule, UUID booking, Instant expiresAt) {
        jdbc.sql("""
                insert into class_seats (id, schedule_id, booking_id, state, expires_at)
                values (:id, :schedule, :booking, 'held', :expires)
                on conflict (schedule_id, booking_id) where booking_id is not null do update
                set expires_at = excluded.expires_at where class_seats.state = 'held'""")
                .param("id", Ids.next())
                .param("schedule", schedule)
                .param("booking", booking)
                .param("expires", at(expiresAt))
                .update();
    }

    /** Turns a booking's hold into a student's seat; false when it has run out by now, which the statement itself decides. */
    boolean takeHeld(UUID schedule, UUID booking, UUID student) {
        int taken = jdbc.sql("""
                        update class_seats set state = 'taken', student_id = :student, expires_at = null
                        where schedule_id = :schedule and booking_id = :booking and expires_at > clock_timestamp()""")
                .param("schedule", schedule)
                .param("booking", booking)
                .param("student", student)
                .update();
        if (taken == 1) {
            seats.count(schedule, 1);
        }
        return taken == 1;
    }

    /** Gives a seat the student already has to the booking, in place of its hold. */
    void adopt(UUID schedule, UUID booking, UUID student) {
        jdbc.sql("delete from class_seats where schedule_id = :schedule and booking_id = :booking and state = 'held'")
                .param("schedule", schedule)
                .param("booking", booking)
                .update();
        jdbc.sql("update class_seats set booking_id = :booking where schedule_id = :schedule and student_id = :student")
                .param("schedule", schedule)
                .param("booking", booking)
                .param("student", student)
                .update();
    }

    /** Frees what a booking only holds, except in these classes. */
    int release(UUID booking, Collection<UUID> except) {
        return jdbc.sql("""
                        delete from class_seats where booking_id = :booking and state = 'held'
                            and not schedule_id = any(cast(:except as uuid[]))""")
                .param("booking", booking)
                .param("except", array(except))
                .update();
    }

    /** Frees the seats a confirmation took. */
    int giveBack(UUID booking) {
        List<UUID> freed =
                jdbc.sql("""
                        delete from class_seats where booking_id = :booking and state = 'taken' returning schedule_id""").param("booking", booking).query(UUID.class).list();
        freed.forEach(schedule -> seats.count(schedule, -1));
        return freed.size();
    }
}

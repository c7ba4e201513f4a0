package com.shemamusic.course.reservation;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.id.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Seats in the database. Whoever changes the seats of a class has locked its row, classes in the order of their ids. */
@Repository
class SeatRepository {

    /** A class whose row is locked. */
    record LockedClass(
            UUID id,
            UUID courseId,
            Instant startsAt,
            Instant endsAt,
            int seats,
            int taken,
            boolean cancelled,
            boolean begun,
            long version) {}

    private final JdbcClient jdbc;

    SeatRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, LockedClass> lock(Collection<UUID> classes) {
        Map<UUID, LockedClass> locked = new LinkedHashMap<>();
        jdbc.sql("""
                select id, course_id, starts_at, ends_at, seats, seats_taken, cancelled_at is not null as cancelled,
                    starts_at <= clock_timestamp() as begun, version
                from class_schedules where id = any(cast(:ids as uuid[])) order by id for no key update""").param("ids", array(new TreeSet<>(classes))).query(row -> {
            UUID id = uuid(row, "id");
            locked.put(
                    id,
                    new LockedClass(
                            id,
                            uuid(row, "course_id"),
                            instant(row, "starts_at"),
                            instant(row, "ends_at"),
                            row.getInt("seats"),
                            row.getInt("seats_taken"),
                            row.getBoolean("cancelled"),
                            row.getBoolean("begun"),
                            row.getLong("version")));
        });
        return locked;
    }

    /** Whether the course was taken off the catalogue. */
    boolean isClosed(UUID course) {
        return jdbc.sql("select exists (select from courses where id = :id and not is_active)")
                .param("id", course)
                .query(Boolean.class)
                .single();
    }

    /** Live holds per class, those of one booking left out; asked after the lock, so that it sees what others did before. */
    Map<UUID, Integer> held(Collection<UUID> classes, @Nullable UUID exceptBooking) {
        Map<UUID, Integer> held = new HashMap<>();
        jdbc.sql("""
                select schedule_id, count(*)::int as held from class_seats
                where schedule_id = any(cast(:ids as uuid[])) and state = 'held' and expires_at > clock_timestamp()
                  and booking_id is distinct from cast(:booking as uuid)
                group by schedule_id""")
                .param("ids", array(classes))
                .param("booking", exceptBooking)
                .query(row -> {
                    held.put(uuid(row, "schedule_id"), row.getInt("held"));
                });
        return held;
    }

    /** In which of the classes the student has a seat. */
    Set<UUID> seated(Collection<UUID> classes, UUID student) {
        return Set.copyOf(jdbc.sql("""
                        select schedule_id from class_seats
                        where schedule_id = any(cast(:ids as uuid[])) and student_id = :student""")
                .param("ids", array(classes))
                .param("student", student)
                .query(UUID.class)
                .list());
    }

    /** Takes a seat for a student, alone or with a booking. */
    void take(UUID schedule, UUID student, @Nullable UUID booking) {
        jdbc.sql("""
                insert into class_seats (id, schedule_id, student_id, booking_id, state)
                values (:id, :schedule, :student, cast(:booking as uuid), 'taken')""")
                .param("id", Ids.next())
                .param("schedule", schedule)
                .param("student", student)
                .param("booking", booking)
                .update();
        count(schedule, 1);
    }

    /** Frees a student's seat, or only one without a booking; false when there was none. */
    boolean free(UUID schedule, UUID student, boolean unlessBooked) {
        int freed = jdbc.sql("""
                        delete from class_seats where schedule_id = :schedule and student_id = :student
                            and not (:unlessBooked and booking_id is not null)""")
                .param("unlessBooked", unlessBooked)
                .param("schedule", schedule)
                .param("student", student)
                .update();
        if (freed > 0) {
            count(schedule, -1);
        }
        return freed > 0;
    }

    /** Classes after this one in its series that are not cancelled. */
    List<UUID> later(UUID schedule) {
        return jdbc.sql("""
                        select s.id from class_schedules t join class_schedules s
                            on s.series_id = t.series_id and s.starts_at > t.starts_at and s.cancelled_at is null
                        where t.id = :id order by s.starts_at""").param("id", schedule).query(UUID.class).list();
    }

    /** Removes holds that count no more; which are being worked on are left for the next time. */
    int sweep() {
        return jdbc.sql("""
                        delete from class_seats where id = any(array(
                            select id from class_seats where state = 'held' and expires_at <= clock_timestamp()
                            order by id limit 500 for update skip locked))""").update();
    }

    void count(UUID schedule, int change) {
        jdbc.sql("update class_schedules set seats_taken = seats_taken + :change where id = :id")
                .param("change", change)
                .param("id", schedule)
                .update();
    }
}

package com.shemamusic.course.schedule;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.store.Locks;
import com.shemamusic.shared.error.ApiException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What keeps classes apart. Whoever writes locks the closures, the rooms, the instructors, then classes, each in the order of
 * their ids: so losers of a race wait a moment and are told what stands in their way, instead of dying in a deadlock of the
 * exclusion constraints, which remain the last word.
 */
@Component
class Timetable {

    private final JdbcClient jdbc;

    Timetable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sees to it that no day is closed until the transaction ends; writers do not keep each other waiting. */
    void keepClosures() {
        jdbc.sql("select pg_advisory_xact_lock_shared(:closures)")
                .param("closures", Locks.CLOSURES)
                .query(row -> {});
    }

    /**
     * Locks rooms until the transaction ends and gives the seats of each.
     *
     * @throws ApiException 404 {@code ROOM_NOT_FOUND} when one does not exist or is out of use
     */
    Map<UUID, Integer> lockRooms(Collection<UUID> rooms) {
        Map<UUID, Integer> capacities = new HashMap<>();
        jdbc.sql("""
                select id, capacity from rooms
                where id = any(cast(:ids as uuid[])) and deleted_at is null and is_active
                order by id for no key update""").param("ids", array(new TreeSet<>(rooms))).query(row -> {
            capacities.put(uuid(row, "id"), row.getInt("capacity"));
        });
        if (!capacities.keySet().containsAll(rooms)) {
            throw ApiException.notFound("ROOM_NOT_FOUND");
        }
        return capacities;
    }

    /** Locks instructors until the transaction ends. */
    void lockInstructors(Collection<UUID> instructors) {
        int locked = jdbc.sql("""
                        select id from instructors where id = any(cast(:ids as uuid[]))
                        order by id for no key update""")
                .param("ids", array(new TreeSet<>(instructors)))
                .query(UUID.class)
                .list()
                .size();
        if (locked != Set.copyOf(instructors).size()) {
            throw ApiException.notFound("INSTRUCTOR_NOT_FOUND");
        }
    }

    /** What stands in the way of each slot, by its place in the list, the classes {@code except} left out; one query. */
    Map<Integer, List<ScheduleConflict>> conflicts(List<Slot> slots, Collection<UUID> except) {
        Map<Integer, List<ScheduleConflict>> conflicts = new TreeMap<>();
        jdbc.sql("""
                with wanted as materialized (
                    select n, room, instructor, tstzrange(starts, ends, '[)') as during
                    from unnest(cast(:rooms as uuid[]), cast(:instructors as uuid[]), cast(:starts as timestamptz[]),
                        cast(:ends as timestamptz[])) with ordinality w(room, instructor, starts, ends, n))
                select w.n, 'room' as kind, s.id, s.starts_at, s.ends_at
                from wanted w join class_schedules s on s.cancelled_at is null and s.room_id = w.room
                    and tstzrange(s.starts_at, s.ends_at, '[)') && w.during
                where not s.id = any(cast(:except as uuid[]))
                union all
                select w.n, 'instructor', s.id, s.starts_at, s.ends_at
                from wanted w join class_schedules s on s.cancelled_at is null and s.instructor_id = w.instructor
                    and tstzrange(s.starts_at, s.ends_at, '[)') && w.during
                where not s.id = any(cast(:except as uuid[]))
                order by 1, 4, 3, 2 desc""")
                .param("rooms", array(slots.stream().map(Slot::roomId).toList()))
                .param(
                        "instructors",
                        array(slots.stream().map(Slot::instructorId).toList()))
                .param("starts", array(slots.stream().map(Slot::startsAt).toList()))
                .param("ends", array(slots.stream().map(Slot::endsAt).toList()))
                .param("except", array(except))
                .query(row -> {
                    ScheduleConflict conflict = new ScheduleConflict(
                            ScheduleConflict.Kind.of(row.getString("kind")),
                            uuid(row, "id"),
                            instant(row, "starts_at"),
                            instant(row, "ends_at"));
                    conflicts
                            .computeIfAbsent(row.getInt("n") - 1, n -> new ArrayList<>())
                            .add(conflict);
                });
        return conflicts;
    }

    /** Which of the days fall into a closure. */
    Set<LocalDate> closed(Collection<LocalDate> days) {
        return Set.copyOf(jdbc.sql("""
                        select d.day from unnest(cast(:days as date[])) d(day)
                        where exists (select 1 from closures c where d.day between c.from_day and c.to_day)""")
                .param("days", array(days))
                .query((row, n) -> row.getObject("day", LocalDate.class))
                .list());
    }

    void insert(List<UUID> ids, List<Slot> slots, UUID course, int seats, @Nullable UUID series) {
        jdbc.sql("""
                insert into class_schedules (id, course_id, instructor_id, room_id, starts_at, ends_at, seats, series_id)
                select w.id, :course, w.instructor, w.room, w.starts, w.ends, :seats, cast(:series as uuid)
                from unnest(cast(:ids as uuid[]), cast(:rooms as uuid[]), cast(:instructors as uuid[]),
                    cast(:starts as timestamptz[]), cast(:ends as timestamptz[])) w(id, room, instructor, starts, ends)""")
                .param("course", course)
                .param("seats", seats)
                .param("series", series)
                .param("ids", array(ids))
                .param("rooms", array(slots.stream().map(Slot::roomId).toList()))
                .param(
                        "instructors",
                        array(slots.stream().map(Slot::instructorId).toList()))
                .param("starts", array(slots.stream().map(Slot::startsAt).toList()))
                .param("ends", array(slots.stream().map(Slot::endsAt).toList()))
                .update();
    }

    /** Moves classes, all in one statement, so that a series may move through its own old times. */
    void move(List<UUID> ids, List<Slot> slots) {
        jdbc.sql("""
                update class_schedules s set room_id = w.room, instructor_id = w.instructor, starts_at = w.starts,
                    ends_at = w.ends, version = s.version + 1, updated_at = now()
                from unnest(cast(:ids as uuid[]), cast(:rooms as uuid[]), cast(:instructors as uuid[]),
                    cast(:starts as timestamptz[]), cast(:ends as timestamptz[])) w(id, room, instructor, starts, ends)
                where s.id = w.id""")
                .param("ids", array(ids))
                .param("rooms", array(slots.stream().map(Slot::roomId).toList()))
                .param(
                        "instructors",
                        array(slots.stream().map(Slot::instructorId).toList()))
                .param("starts", array(slots.stream().map(Slot::startsAt).toList()))
                .param("ends", array(slots.stream().map(Slot::endsAt).toList()))
                .update();
    }

    /** Locks classes until the transaction ends; returns the ids of those that exist, are not cancelled, not begun. */
    List<UUID> lockChangeable(Collection<UUID> ids) {
        return jdbc.sql("""
                        select id from (select id, cancelled_at, starts_at from class_schedules
                            where id = any(cast(:ids as uuid[])) order by id for no key update) s
                        where cancelled_at is null and starts_at > clock_timestamp()""")
                .param("ids", array(new TreeSet<>(ids)))
                .query(UUID.class)
                .list();
    }

    /** Lets go of what bookings hold in locked classes: a choice was made for the time the class had (rule 8). */
    void dropHolds(List<UUID> ids) {
        jdbc.sql("delete from class_seats where schedule_id = any(cast(:ids as uuid[])) and state = 'held'")
                .param("ids", array(ids))
                .update();
    }

    void cancel(List<UUID> ids, String reason) {
        jdbc.sql("""
                update class_schedules set cancelled_at = now(), cancel_reason = :reason, version = version + 1,
                    updated_at = now()
                where id = any(cast(:ids as uuid[])) and cancelled_at is null""").param("ids", array(ids)).param("reason", reason).update();
    }
}

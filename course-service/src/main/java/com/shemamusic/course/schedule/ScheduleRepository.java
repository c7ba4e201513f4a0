package com.shemamusic.course.schedule;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.at;
import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.course.store.OpenClasses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the timetable. */
@Repository
class ScheduleRepository {

    private static final String SELECT = """
            select s.id, s.course_id, c.name as course_name, s.instructor_id, i.full_name as instructor_name, s.room_id,
                r.name as room_name, s.starts_at, s.ends_at, s.seats, s.seats_taken, %s as seats_held, s.series_id,
                s.version, s.updated_at, s.cancelled_at is not null as cancelled, s.ends_at <= now() as over
            from class_schedules s
            join courses c on c.id = s.course_id
            join instructors i on i.id = s.instructor_id
            join rooms r on r.id = s.room_id""".formatted(OpenClasses.HELD);

    private final JdbcClient jdbc;

    ScheduleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Schedule> find(UUID id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /** Classes by id, soonest first; unknown ids are left out. */
    List<Schedule> findAll(Collection<UUID> ids) {
        return jdbc.sql(SELECT + " where s.id = any(cast(:ids as uuid[])) order by s.starts_at, s.id")
                .param("ids", array(ids))
                .query(ScheduleRepository::schedule)
                .list();
    }

    /** Ids of a class and the later ones of its series that are not cancelled, soonest first. */
    List<UUID> following(UUID id) {
        return jdbc.sql("""
                        select s.id from class_schedules t
                        join class_schedules s on s.id = t.id
                            or (s.series_id = t.series_id and s.starts_at > t.starts_at)
                        where t.id = :id and (s.cancelled_at is null or s.id = t.id)
                        order by s.starts_at, s.id""").param("id", id).query(UUID.class).list();
    }

    List<UUID> ids(Instant from, Instant to) {
        return jdbc.sql("""
                        select id from class_schedules
                        where cancelled_at is null and starts_at >= :from and starts_at < :to
                        order by starts_at, id""")
                .param("from", at(from))
                .param("to", at(to))
                .query(UUID.class)
                .list();
    }

    /** Classes in a time, soonest first; absent conditions are left out of the statement, so that the others find an index. */
    List<Timetables.Entry> between(
            Instant from, Instant to, @Nullable UUID instructor, @Nullable UUID room, @Nullable UUID course) {
        return jdbc.sql(SELECT + " where s.starts_at >= :from and s.starts_at < :to"
                        + (instructor == null ? "" : " and s.instructor_id = :instructor")
                        + (room == null ? "" : " and s.room_id = :room")
                        + (course == null ? "" : " and s.course_id = :course")
                        + " order by s.starts_at, s.id")
                .param("from", at(from))
                .param("to", at(to))
                .param("instructor", instructor)
                .param("room", room)
                .param("course", course)
                .query((row, n) -> new Timetables.Entry(schedule(row, n), instant(row, "updated_at")))
                .list();
    }

    private static Schedule schedule(ResultSet row, int number) throws SQLException {
        int seats = row.getInt("seats");
        int taken = row.getInt("seats_taken");
        int held = row.getInt("seats_held");
        Instant startsAt = instant(row, "starts_at");
        return new Schedule(
                uuid(row, "id"),
                uuid(row, "course_id"),
                row.getString("course_name"),
                uuid(row, "instructor_id"),
                row.getString("instructor_name"),
                uuid(row, "room_id"),
                row.getString("room_name"),
                startsAt,
                instant(row, "ends_at"),
                status(row.getBoolean("cancelled"), row.getBoolean("over"), seats, taken, held),
                seats,
                taken,
                held,
                row.getObject("series_id", UUID.class),
                row.getLong("version"));
    }

    private static ScheduleStatus status(boolean cancelled, boolean over, int seats, int taken, int held) {
        if (cancelled) {
            return ScheduleStatus.CANCELLED;
        }
        if (over) {
            return ScheduleStatus.COMPLETED;
        }
        if (taken >= seats) {
            return ScheduleStatus.BOOKED;
        }
        return taken + held >= seats ? ScheduleStatus.RESERVED : ScheduleStatus.AVAILABLE;
    }
}

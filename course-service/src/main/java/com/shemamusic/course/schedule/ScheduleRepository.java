package com.shemamusic.course.schedule;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.at;
import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.time.SchoolTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

    private static final int DEFAULT_WEEKS = 8;
    private static final String COLUMNS = """
            s.id, s.course_id, c.name as course_name, s.instructor_id, i.full_name as instructor_name, s.room_id,
            r.name as room_name, s.starts_at, s.ends_at, s.seats, s.seats_taken, coalesce(h.held, 0) as seats_held,
            s.series_id, s.version, s.cancelled_at is not null as cancelled, s.ends_at <= now() as over""";
    // Outer joins, though there is always a row: what a count does not look at, the planner may then leave out.
    private static final String TABLES = """
            class_schedules s
            left join courses c on c.id = s.course_id
            left join instructors i on i.id = s.instructor_id
            left join rooms r on r.id = s.room_id
            left join (select schedule_id, count(*)::int as held from class_seats
                       where state = 'held' and expires_at > now() group by schedule_id) h on h.schedule_id = s.id""";
    private static final String STATUS = """
            case when s.cancelled_at is not null then 'CANCELLED' when s.ends_at <= now() then 'COMPLETED'
                when s.seats_taken >= s.seats then 'BOOKED'
                when s.seats_taken + coalesce(h.held, 0) >= s.seats then 'RESERVED' else 'AVAILABLE' end""";

    private final JdbcClient jdbc;
    private final SchoolTime time;

    ScheduleRepository(JdbcClient jdbc, SchoolTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    Page<Schedule> list(ScheduleFilter filter, Paging paging) {
        return classes()
                .where("s.starts_at >= :from", "from", startOf(filter.from()))
                .where("s.starts_at < :to", "to", endOf(filter.to()))
                .where("s.course_id = :course", "course", filter.courseId())
                .where("s.instructor_id = :instructor", "instructor", filter.instructorId())
                .where("s.room_id = :room", "room", filter.roomId())
                .where(
                        STATUS + " = :status",
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .page(jdbc, paging, ScheduleRepository::schedule);
    }

    Page<Schedule> available(AvailableFilter filter, Paging paging) {
        boolean open = filter.from() == null && filter.to() == null;
        LocalDate to = open ? time.today().plusWeeks(DEFAULT_WEEKS) : filter.to();
        ListQuery query = classes()
                .where("s.cancelled_at is null and s.seats_taken < s.seats and s.starts_at > now()")
                .where("s.seats_taken + coalesce(h.held, 0) < s.seats")
                .where("c.is_active")
                .where("s.starts_at >= :from", "from", startOf(filter.from()))
                .where("s.starts_at < :to", "to", endOf(to))
                .where("s.course_id = :course", "course", filter.courseId())
                .where("s.instructor_id = :instructor", "instructor", filter.instructorId());
        if (filter.day() != null) {
            query.where(
                            "extract(isodow from s.starts_at at time zone :zone) = :day",
                            "day",
                            filter.day().getValue())
                    .param("zone", time.zone().getId());
        }
        return query.page(jdbc, paging, ScheduleRepository::schedule);
    }

    Optional<Schedule> find(UUID id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /** Classes by id, soonest first; unknown ids are left out. */
    List<Schedule> findAll(Collection<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from " + TABLES
                        + " where s.id = any(cast(:ids as uuid[])) order by s.starts_at, s.id")
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

    List<Schedule> between(
            Instant from, Instant to, @Nullable UUID instructor, @Nullable UUID room, @Nullable UUID course) {
        return jdbc.sql("select " + COLUMNS + " from " + TABLES + """

                where s.starts_at >= :from and s.starts_at < :to
                  and (cast(:instructor as uuid) is null or s.instructor_id = :instructor)
                  and (cast(:room as uuid) is null or s.room_id = :room)
                  and (cast(:course as uuid) is null or s.course_id = :course)
                order by s.starts_at, s.id""")
                .param("from", at(from))
                .param("to", at(to))
                .param("instructor", instructor)
                .param("room", room)
                .param("course", course)
                .query(ScheduleRepository::schedule)
                .list();
    }

    private static ListQuery classes() {
        return ListQuery.of(COLUMNS, TABLES).id("s.id").sort("starts_at", "s.starts_at", "timestamptz");
    }

    private @Nullable Object startOf(@Nullable LocalDate day) {
        return day == null ? null : at(time.startOf(day));
    }

    private @Nullable Object endOf(@Nullable LocalDate day) {
        return day == null ? null : at(time.endOf(day));
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

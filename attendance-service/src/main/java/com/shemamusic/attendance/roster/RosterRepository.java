package com.shemamusic.attendance.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RosterRepository {

    private static final String COLUMNS = """
            select schedule_id, course_id, course_name, instructor_id, instructor_name, starts_at, ends_at, seats,
                   cancelled, version, refreshed_at, revision, students, marked
            from class_rosters
            """;

    private final JdbcClient jdbc;

    RosterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Roster> find(UUID scheduleId) {
        return one(COLUMNS + "where schedule_id = :id", scheduleId);
    }

    /** The class, locked against every other change of its register until the transaction ends. */
    Optional<Roster> lock(UUID scheduleId) {
        return one(COLUMNS + "where schedule_id = :id for no key update", scheduleId);
    }

    List<Roster> findAll(Collection<UUID> scheduleIds) {
        return scheduleIds.isEmpty()
                ? List.of()
                : jdbc.sql(COLUMNS + "where schedule_id in (:ids)")
                        .param("ids", scheduleIds)
                        .query(RosterRepository::roster)
                        .list();
    }

    List<UUID> students(UUID scheduleId) {
        return jdbc.sql(
                        "select student_id from schedule_attendees where schedule_id = :id and active order by student_id")
                .param("id", scheduleId)
                .query(UUID.class)
                .list();
    }

    /** Adds a class unless it is there; names that other classes of the course or instructor have are taken over. */
    boolean insert(RosterChange change) {
        return withValues("""
                insert into class_rosters (schedule_id, course_id, course_name, instructor_id, instructor_name,
                                           starts_at, ends_at, seats, cancelled, version)
                values (:id, :course,
                        coalesce(cast(:courseName as text), (select r.course_name from class_rosters r
                                  where r.course_id = :course and r.course_name is not null limit 1)),
                        cast(:instructor as uuid),
                        coalesce(cast(:instructorName as text), (select r.instructor_name from class_rosters r
                                  where r.instructor_id = cast(:instructor as uuid) and r.instructor_name is not null limit 1)),
                        :startsAt, :endsAt, :seats, :cancelled, :version)
                on conflict (schedule_id) do nothing
                """, change).update() == 1;
    }

    /** Takes over a newer version of a class whose row the caller has locked; never below the students it holds. */
    void update(RosterChange change) {
        withValues("""
                update class_rosters r
                set course_name = coalesce(cast(:courseName as text), r.course_name),
                    instructor_name = coalesce(cast(:instructorName as text),
                        case when r.instructor_id is not distinct from cast(:instructor as uuid) then r.instructor_name
                             else (select o.instructor_name from class_rosters o
                                   where o.instructor_id = cast(:instructor as uuid) and o.instructor_name is not null limit 1) end),
                    instructor_id = cast(:instructor as uuid), starts_at = :startsAt, ends_at = :endsAt,
                    seats = greatest(:seats, students),
                    seats_told = case when :seats < students then cast(:seats as int) end, cancelled = :cancelled, version = :version,
                    revision = revision + 1, refreshed_at = now()
                where schedule_id = :id and course_id = :course
                """, change).update();
        jdbc.sql("""
                        update schedule_attendees set starts_at = :at, takes_place = :takesPlace
                        where schedule_id = :id and (starts_at, takes_place) is distinct from (:at, :takesPlace)
                        """)
                .param("id", change.scheduleId())
                .param("takesPlace", !change.cancelled())
                .param("at", Timestamp.from(change.startsAt()))
                .update();
    }

    /** Notes the names of the version we have, and that it is still the newest. */
    void confirm(RosterChange change) {
        withValues("""
                update class_rosters
                set course_name = coalesce(cast(:courseName as text), course_name),
                    instructor_name = coalesce(cast(:instructorName as text), instructor_name), refreshed_at = now()
                where schedule_id = :id and version = :version
                """, change).update();
    }

    /** Notes that course-service has just been asked about these classes. */
    void confirm(Collection<UUID> scheduleIds) {
        stamp("refreshed_at", scheduleIds);
    }

    boolean knowsCourse(UUID courseId) {
        return jdbc.sql("select exists (select from class_rosters where course_id = :id)")
                .param("id", courseId)
                .query(Boolean.class)
                .single();
    }

    void renameCourse(UUID courseId, String name) {
        jdbc.sql("""
                        update class_rosters r set course_name = :name
                        from (select schedule_id from class_rosters
                              where course_id = :id and course_name is distinct from :name
                              order by schedule_id for no key update) l
                        where r.schedule_id = l.schedule_id
                        """).param("id", courseId).param("name", name).update();
    }

    /** Classes of which only an event without names is known. */
    List<UUID> nameless(int most) {
        return jdbc.sql("""
                        select schedule_id from class_rosters
                        where (course_name is null or instructor_name is null)
                          and (names_asked_at is null or names_asked_at < now() - interval '1 hour')
                        order by schedule_id limit :most
                        """).param("most", most).query(UUID.class).list();
    }

    void namesAsked(Collection<UUID> scheduleIds) {
        stamp("names_asked_at", scheduleIds);
    }

    // In the order of ids, as everybody who locks several classes.
    private void stamp(String column, Collection<UUID> scheduleIds) {
        if (scheduleIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update class_rosters r set %s = now()
                        from (select schedule_id from class_rosters where schedule_id in (:ids)
                              order by schedule_id for no key update) l
                        where r.schedule_id = l.schedule_id
                        """.formatted(column)).param("ids", scheduleIds).update();
    }

    private Optional<Roster> one(String sql, UUID scheduleId) {
        return jdbc.sql(sql)
                .param("id", scheduleId)
                .query(RosterRepository::roster)
                .optional();
    }

    private JdbcClient.StatementSpec withValues(String sql, RosterChange change) {
        return jdbc.sql(sql)
                .param("id", change.scheduleId())
                .param("course", change.courseId())
                .param("courseName", change.courseName())
                .param("instructor", change.instructorId())
                .param("instructorName", change.instructorName())
                .param("startsAt", Timestamp.from(change.startsAt()))
                .param("endsAt", Timestamp.from(change.endsAt()))
                .param("seats", change.seats())
                .param("cancelled", change.cancelled())
                .param("version", change.version());
    }

    private static Roster roster(ResultSet rs, int row) throws SQLException {
        return new Roster(
                rs.getObject("schedule_id", UUID.class),
                rs.getObject("course_id", UUID.class),
                rs.getString("course_name"),
                rs.getObject("instructor_id", UUID.class),
                rs.getString("instructor_name"),
                instant(rs, "starts_at"),
                instant(rs, "ends_at"),
                rs.getInt("seats"),
                rs.getBoolean("cancelled"),
                rs.getLong("version"),
                instant(rs, "refreshed_at"),
                rs.getLong("revision"),
                rs.getInt("students"),
                rs.getInt("marked"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getTimestamp(column).toInstant();
    }
}

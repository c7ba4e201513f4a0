package com.shemamusic.attendance.register;

import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RegisterRepository {

    private final JdbcClient jdbc;

    RegisterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who sits in the class, with the mark as it stands; names and former marks are added by others. */
    List<Register.Student> students(UUID scheduleId) {
        return jdbc.sql("""
                        select student_id, status, note, marked_at, marked_by, marked_by_name
                        from schedule_attendees where schedule_id = :id and active
                        order by assigned_at, student_id
                        """)
                .param("id", scheduleId)
                .query((rs, row) -> new Register.Student(
                        rs.getObject("student_id", UUID.class),
                        null,
                        rs.getString("status"),
                        rs.getString("note"),
                        instantOrNull(rs, "marked_at"),
                        marker(rs, "marked_by"),
                        List.of()))
                .list();
    }

    /** What marks of the class said before, by student, the latest correction first. */
    Map<UUID, List<Register.Former>> history(UUID scheduleId) {
        Map<UUID, List<Register.Former>> all = new HashMap<>();
        jdbc.sql("""
                        select student_id, status, note, marked_at, marked_by, marked_by_name,
                               replaced_at, replaced_by, replaced_by_name
                        from attendance_history where schedule_id = :id order by id desc
                        """).param("id", scheduleId).query(rs -> {
            Register.Former former = new Register.Former(
                    rs.getString("status"),
                    rs.getString("note"),
                    rs.getTimestamp("marked_at").toInstant(),
                    marker(rs, "marked_by"),
                    rs.getTimestamp("replaced_at").toInstant(),
                    marker(rs, "replaced_by"));
            all.computeIfAbsent(rs.getObject("student_id", UUID.class), id -> new ArrayList<>())
                    .add(former);
        });
        return all;
    }

    boolean hasBegun(UUID scheduleId) {
        return jdbc.sql("select starts_at <= clock_timestamp() from class_rosters where schedule_id = :id")
                .param("id", scheduleId)
                .query(Boolean.class)
                .single();
    }

    /** Keeps what the mark says now, before it is replaced. */
    void keep(UUID scheduleId, UUID studentId, Actor actor) {
        jdbc.sql("""
                        insert into attendance_history (id, schedule_id, student_id, status, note, marked_at, marked_by,
                                                        marked_by_name, replaced_by, replaced_by_name)
                        select :id, schedule_id, student_id, status, note, marked_at, marked_by, marked_by_name,
                               :actor, :actorName
                        from schedule_attendees
                        where schedule_id = :schedule and student_id = :student and status is not null
                        """)
                .param("id", Ids.next())
                .param("schedule", scheduleId)
                .param("student", studentId)
                .param("actor", actor.id())
                .param("actorName", actor.name())
                .update();
    }

    void mark(UUID scheduleId, UUID studentId, MarkStatus status, @Nullable String note, Actor actor) {
        jdbc.sql("""
                        update schedule_attendees
                        set status = :status, note = :note, marked_at = now(), marked_by = :actor, marked_by_name = :actorName
                        where schedule_id = :schedule and student_id = :student and active
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .param("status", status.word())
                .param("note", note)
                .param("actor", actor.id())
                .param("actorName", actor.name())
                .update();
    }

    /** Erases what free text may say about a student. */
    void eraseNotes(UUID studentId) {
        jdbc.sql("update schedule_attendees set note = null where student_id = :id and note is not null")
                .param("id", studentId)
                .update();
        jdbc.sql("update attendance_history set note = null where student_id = :id and note is not null")
                .param("id", studentId)
                .update();
    }

    private static Register.@Nullable Marker marker(ResultSet rs, String column) throws SQLException {
        String id = rs.getString(column);
        return id == null ? null : new Register.Marker(id, rs.getString(column + "_name"));
    }

    private static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

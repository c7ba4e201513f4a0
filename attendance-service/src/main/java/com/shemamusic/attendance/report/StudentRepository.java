package com.shemamusic.attendance.report;

import com.shemamusic.attendance.report.StudentAttendance.Attended;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StudentRepository {

    record Held(
            UUID scheduleId,
            @Nullable String courseName,
            Instant startsAt,
            boolean inClass,
            @Nullable String status,
            @Nullable String note,
            @Nullable Instant markedAt) {}

    record Corrected(
            UUID scheduleId, String status, @Nullable String note, Instant markedAt, Instant correctedAt) {}

    private static final int MOST = 1_000;
    private final JdbcClient jdbc;

    StudentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean knows(UUID studentId) {
        return jdbc.sql("select exists (select from schedule_attendees where student_id = :id and active)")
                .param("id", studentId)
                .query(Boolean.class)
                .single();
    }

    StudentAttendance attendance(UUID studentId) {
        List<Attended> history = history(studentId);
        return jdbc.sql("""
                        with mark as (
                            select status, starts_at from schedule_attendees
                            where student_id = :id and active and status is not null
                        ), counted as (
                            select count(*) filter (where status = 'present') as present,
                                   count(*) filter (where status = 'absent') as absent,
                                   count(*) filter (where status = 'late') as late,
                                   count(*) filter (where status = 'excused') as excused,
                                   max(starts_at) filter (where status = 'absent') as last_absence
                            from mark
                        )
                        select c.*, %s as rate,
                               (select count(*) from mark where status in ('present', 'late')
                                and starts_at > coalesce(c.last_absence, '-infinity')) as streak
                        from counted c
                        """.formatted(ReportQuery.RATE))
                .param("id", studentId)
                .query((rs, row) -> new StudentAttendance(
                        studentId,
                        rs.getLong("present"),
                        rs.getLong("absent"),
                        rs.getLong("late"),
                        rs.getLong("excused"),
                        rs.getBigDecimal("rate"),
                        rs.getLong("streak"),
                        history))
                .single();
    }

    /** The classes that have begun, the latest first. */
    private List<Attended> history(UUID studentId) {
        return jdbc.sql("""
                        select a.schedule_id, r.course_name, r.starts_at, a.status, a.note
                        from schedule_attendees a join class_rosters r using (schedule_id)
                        where a.student_id = :id and a.active and not r.cancelled
                          and (a.status is not null or r.starts_at <= now())
                        order by a.starts_at desc limit :most
                        """)
                .param("id", studentId)
                .param("most", MOST)
                .query((rs, row) -> new Attended(
                        rs.getObject("schedule_id", UUID.class),
                        rs.getString("course_name"),
                        rs.getTimestamp("starts_at").toInstant(),
                        rs.getString("status"),
                        rs.getString("note")))
                .list();
    }

    /** Everything held about a person, for the export the law gives her a right to. */
    List<Held> everything(UUID studentId) {
        return jdbc.sql("""
                        select a.schedule_id, r.course_name, r.starts_at, a.active, a.status, a.note, a.marked_at
                        from schedule_attendees a join class_rosters r using (schedule_id)
                        where a.student_id = :id order by a.starts_at
                        """)
                .param("id", studentId)
                .query((rs, row) -> new Held(
                        rs.getObject("schedule_id", UUID.class),
                        rs.getString("course_name"),
                        rs.getTimestamp("starts_at").toInstant(),
                        rs.getBoolean("active"),
                        rs.getString("status"),
                        rs.getString("note"),
                        rs.getTimestamp("marked_at") == null
                                ? null
                                : rs.getTimestamp("marked_at").toInstant()))
                .list();
    }

    /** What her marks said before they were corrected. */
    List<Corrected> corrections(UUID studentId) {
        return jdbc.sql("""
                        select schedule_id, status, note, marked_at, replaced_at
                        from attendance_history where student_id = :id order by id
                        """)
                .param("id", studentId)
                .query((rs, row) -> new Corrected(
                        rs.getObject("schedule_id", UUID.class),
                        rs.getString("status"),
                        rs.getString("note"),
                        rs.getTimestamp("marked_at").toInstant(),
                        rs.getTimestamp("replaced_at").toInstant()))
                .list();
    }
}

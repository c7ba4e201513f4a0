package com.shemamusic.attendance.assign;

import com.shemamusic.attendance.client.course.StudentSeat;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AttendeeRepository {

    private final JdbcClient jdbc;

    AttendeeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets a student be put into classes by one transaction at a time, or two could put her in two places at once. */
    void lockStudents(Collection<UUID> studentIds) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('student:' || id, 7))"
                        + " from unnest(cast(:ids as uuid[])) as s (id)")
                // Everybody locks in the same order, or two groups could wait for each other.
                .param("ids", studentIds.stream().sorted().toArray(UUID[]::new))
                .query((rs, row) -> row)
                .list();
    }

    boolean isIn(UUID scheduleId, UUID studentId) {
        return in(scheduleId, List.of(studentId)).contains(studentId);
    }

    /** Whether the student was taken out of the class after that moment, and did not come back. */
    boolean hasLeftSince(UUID scheduleId, UUID studentId, Instant moment) {
        return jdbc.sql("""
                        select exists (select from schedule_attendees
                                       where schedule_id = :schedule and student_id = :student and left_at > :moment)
                        """)
                .param("schedule", scheduleId)
                .param("student", studentId)
                .param("moment", Timestamp.from(moment))
                .query(Boolean.class)
                .single();
    }

    /** Which of these students sit in the class. */
    Set<UUID> in(UUID scheduleId, Collection<UUID> studentIds) {
        return studentIds.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("""
                        select student_id from schedule_attendees
                        where schedule_id = :schedule and student_id in (:students) and active
                        """)
                        .param("schedule", scheduleId)
                        .param("students", studentIds)
                        .query(UUID.class)
                        .list());
    }

    /** Which of these students sit in another class that takes place at that time; back-to-back classes do not meet. */
    Set<UUID> busy(UUID scheduleId, Collection<UUID> studentIds, Instant startsAt, Instant endsAt) {
        return meeting(scheduleId, studentIds, startsAt, endsAt).stream()
                .map(StudentSeat::studentId)
                .collect(Collectors.toSet());
    }

    /** Where the students sit at that time, this class apart. */
    List<StudentSeat> meeting(UUID scheduleId, Collection<UUID> studentIds, Instant startsAt, Instant endsAt) {
        return jdbc.sql("""
                        select a.schedule_id, a.student_id
                        from schedule_attendees a join class_rosters r using (schedule_id)
                        where a.student_id in (:students) and a.active and a.schedule_id <> :schedule and not r.cancelled
                          and a.starts_at < :endsAt and a.starts_at > cast(:startsAt as timestamptz) - interval '12 hours'
                          and r.ends_at > :startsAt
                        """)
                .param("schedule", scheduleId)
                .param("students", studentIds)
                .param("startsAt", Timestamp.from(startsAt))
                .param("endsAt", Timestamp.from(endsAt))
                .query((rs, row) -> new StudentSeat(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
                .list();
    }

    /** Puts a student into a class, or back into it; false when she sat in it already. */
    boolean add(UUID scheduleId, UUID studentId, UUID courseId, Instant startsAt) {
        return jdbc.sql("""
                        insert into schedule_attendees (schedule_id, student_id, course_id, starts_at)
                        values (:schedule, :student, :course, :startsAt)
                        on conflict (schedule_id, student_id) do update
                        set active = true, assigned_at = now(), left_at = null, starts_at = excluded.starts_at
                        where not schedule_attendees.active
                        """)
                        .param("schedule", scheduleId)
                        .param("student", studentId)
                        .param("course", courseId)
                        .param("startsAt", Timestamp.from(startsAt))
                        .update()
                == 1;
    }

    boolean remove(UUID scheduleId, UUID studentId) {
        return jdbc.sql("""
                        update schedule_attendees set active = false, left_at = now()
                        where schedule_id = :schedule and student_id = :student and active
                        """)
                        .param("schedule", scheduleId)
                        .param("student", studentId)
                        .update()
                == 1;
    }

    /** The version of the register after the changes of this transaction. */
    long revision(UUID scheduleId) {
        return jdbc.sql("select revision from class_rosters where schedule_id = :id")
                .param("id", scheduleId)
                .query(Long.class)
                .single();
    }
}

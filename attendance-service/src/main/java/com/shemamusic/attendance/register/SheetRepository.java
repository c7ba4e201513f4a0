package com.shemamusic.attendance.register;

import com.shemamusic.attendance.roster.Roster;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SheetRepository {

    record SheetClass(UUID scheduleId, Instant startsAt) {}

    record SheetMark(
            UUID scheduleId, UUID studentId, @Nullable String status) {}

    private final JdbcClient jdbc;

    SheetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The classes that a student of this one would call the same: course, instructor, weekday and hour agree. */
    List<SheetClass> classes(Roster like, Instant since, Instant until, String zone) {
        return jdbc.sql("""
                        select schedule_id, starts_at from class_rosters
                        where course_id = :course and instructor_id is not distinct from cast(:instructor as uuid)
                          and not cancelled and starts_at >= :since and starts_at < :until
                          and to_char(starts_at at time zone :zone, 'ID HH24:MI')
                              = to_char(cast(:like as timestamptz) at time zone :zone, 'ID HH24:MI')
                        order by starts_at
                        """)
                .param("course", like.courseId())
                .param("instructor", like.instructorId())
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .param("like", Timestamp.from(like.startsAt()))
                .param("zone", zone)
                .query((rs, row) -> new SheetClass(
                        rs.getObject("schedule_id", UUID.class),
                        rs.getTimestamp("starts_at").toInstant()))
                .list();
    }

    List<SheetMark> marks(List<UUID> scheduleIds) {
        return scheduleIds.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select schedule_id, student_id, status from schedule_attendees
                                where schedule_id in (:ids) and active
                                """)
                        .param("ids", scheduleIds)
                        .query((rs, row) -> new SheetMark(
                                rs.getObject("schedule_id", UUID.class),
                                rs.getObject("student_id", UUID.class),
                                rs.getString("status")))
                        .list();
    }
}

package com.shemamusic.enrollment.placement;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps who sits in which class and when it is, which tells whether an approved student has a class to go to. */
@Component
class StudentClasses implements EventHandler {

    private record Seat(UUID scheduleId, UUID studentId, UUID courseId) {}

    private record ClassTime(UUID scheduleId, Instant startsAt, Instant endsAt) {}

    private final JdbcClient jdbc;

    StudentClasses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> channels() {
        return Set.of(
                "attendance.assigned",
                "attendance.unassigned",
                "schedule.created",
                "schedule.updated",
                "schedule.cancelled");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        if (channel.startsWith("attendance.")) {
            seat(event.data(Seat.class), channel.endsWith(".assigned"), event.aggregateVersion());
        } else {
            time(event.data(ClassTime.class), channel.endsWith(".cancelled"), event.aggregateVersion());
        }
    }

    private void seat(Seat seat, boolean assigned, long version) {
        jdbc.sql("""
                insert into student_classes as known (schedule_id, student_id, course_id, assigned, version)
                values (:scheduleId, :studentId, :courseId, :assigned, :version)
                on conflict (student_id, schedule_id) do update set assigned = excluded.assigned, version = excluded.version
                where known.version < excluded.version
                """)
                .param("scheduleId", seat.scheduleId())
                .param("studentId", seat.studentId())
                .param("courseId", seat.courseId())
                .param("assigned", assigned)
                .param("version", version)
                .update();
    }

    private void time(ClassTime time, boolean cancelled, long version) {
        jdbc.sql("""
                insert into class_times as known (schedule_id, starts_at, ends_at, cancelled, version)
                values (:scheduleId, :startsAt, :endsAt, :cancelled, :version)
                on conflict (schedule_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    cancelled = excluded.cancelled, version = excluded.version
                where known.version < excluded.version
                """)
                .param("scheduleId", time.scheduleId())
                .param("startsAt", Timestamp.from(time.startsAt()))
                .param("endsAt", Timestamp.from(time.endsAt()))
                .param("cancelled", cancelled)
                .param("version", version)
                .update();
    }
}

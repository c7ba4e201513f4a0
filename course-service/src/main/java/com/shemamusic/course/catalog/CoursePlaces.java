package com.shemamusic.course.catalog;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the active enrollments of courses, as enrollment-service tells them; the newest word about each one stands. */
@Component
class CoursePlaces implements EventHandler {

    private static final String APPROVED = "enrollment.approved";

    private record Data(
            @Nullable UUID enrollmentId, @Nullable UUID courseId) {}

    private final JdbcClient jdbc;

    CoursePlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> channels() {
        return Set.of(
                APPROVED,
                "enrollment.rejected",
                "enrollment.cancelled",
                "enrollment.completed",
                "enrollment.waitlisted",
                "enrollment.promoted");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        Data data = event.data(Data.class);
        if (data.enrollmentId == null || data.courseId == null) {
            throw new IllegalArgumentException("an enrollment event without enrollment or course");
        }
        jdbc.sql("""
                insert into course_places (enrollment_id, course_id, active, version)
                values (:enrollment, :course, :active, :version)
                on conflict (enrollment_id) do update
                set course_id = excluded.course_id, active = excluded.active, version = excluded.version
                where course_places.version < excluded.version""")
                .param("enrollment", data.enrollmentId)
                .param("course", data.courseId)
                .param("active", channel.equals(APPROVED))
                .param("version", event.aggregateVersion())
                .update();
    }
}

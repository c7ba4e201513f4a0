package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells every student of a class that it is moved or cancelled. */
@Component
class ClassMessages implements EventHandler {

    private record ClassChanged(
            UUID scheduleId,
            String kind,
            List<UUID> studentIds,
            @Nullable Instant startsAt,
            @Nullable Instant previousStartsAt) {}

    private final JdbcClient jdbc;
    private final Enrollments enrollments;
    private final Messages messages;
    private final SchoolWords words;

    ClassMessages(JdbcClient jdbc, Enrollments enrollments, Messages messages, SchoolWords words) {
        this.jdbc = jdbc;
        this.enrollments = enrollments;
        this.messages = messages;
        this.words = words;
    }

    @Override
    public Set<String> channels() {
        return Set.of("attendance.class_changed");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        ClassChanged change = event.data(ClassChanged.class);
        MessageKind kind = change.kind().equals("moved") ? MessageKind.CLASS_MOVED : MessageKind.CLASS_CANCELLED;
        for (Enrollment enrollment : enrollments.all(addressees(change))) {
            Locale locale = Locale.of(enrollment.language());
            Map<String, @Nullable String> facts = EnrollmentMessages.facts(enrollment);
            facts.put("when", words.time(change.startsAt(), locale));
            facts.put("previous", words.time(change.previousStartsAt(), locale));
            messages.tell(kind, event.eventId(), event.eventId(), Recipient.of(enrollment), facts);
        }
    }

    /** One enrollment of each student: that of the class's course where it is known, else the newest. */
    private List<UUID> addressees(ClassChanged change) {
        return jdbc.sql("""
                        select distinct on (e.student_id) e.id from enrollments e
                        left join student_classes s on s.student_id = e.student_id and s.schedule_id = :schedule
                        where e.student_id = any(:students) and e.erased_at is null
                        order by e.student_id, coalesce(e.course_id = s.course_id, false) desc, e.submitted_at desc
                        """)
                .param("schedule", change.scheduleId())
                .param("students", change.studentIds().toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }
}

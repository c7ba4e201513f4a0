package com.shemamusic.enrollment.enrollment;

import com.shemamusic.enrollment.enrollment.Enrollment.HistoryActor;
import com.shemamusic.enrollment.enrollment.Enrollment.HistoryEntry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Completes enrollments with their history, all of a page in one query. */
@Component
class HistoryReader {

    private record Line(UUID enrollmentId, HistoryEntry entry) {}

    private final JdbcClient jdbc;

    HistoryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Enrollment> complete(List<Enrollment> enrollments) {
        if (enrollments.isEmpty()) {
            return enrollments;
        }
        Map<UUID, List<HistoryEntry>> lines = lines(enrollments);
        return enrollments.stream()
                .map(e -> with(e, lines.getOrDefault(e.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<HistoryEntry>> lines(List<Enrollment> enrollments) {
        return jdbc
                .sql("""
                        select enrollment_id, at, actor_id, actor_name, from_status, to_status, note
                        from enrollment_history where enrollment_id = any(:ids) order by at, id
                        """)
                .param("ids", enrollments.stream().map(Enrollment::id).toArray(UUID[]::new))
                .query((rs, n) -> {
                    String actorId = rs.getString("actor_id");
                    String from = rs.getString("from_status");
                    return new Line(
                            rs.getObject("enrollment_id", UUID.class),
                            new HistoryEntry(
                                    rs.getTimestamp("at").toInstant(),
                                    actorId == null ? null : new HistoryActor(actorId, rs.getString("actor_name")),
                                    from == null ? null : EnrollmentStatus.of(from),
                                    EnrollmentStatus.of(rs.getString("to_status")),
                                    rs.getString("note")));
                })
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Line::enrollmentId, Collectors.mapping(Line::entry, Collectors.toList())));
    }

    private static Enrollment with(Enrollment e, List<HistoryEntry> history) {
        return new Enrollment(
                e.id(),
                e.registrationNumber(),
                e.status(),
                e.studentId(),
                e.course(),
                e.fullName(),
                e.email(),
                e.phone(),
                e.birthDate(),
                e.address(),
                e.experienceLevel(),
                e.learningGoal(),
                e.preferredInstruments(),
                e.budgetRange(),
                e.preferredDays(),
                e.timePreferences(),
                e.guardian(),
                e.consent(),
                e.notes(),
                e.language(),
                e.placed(),
                e.differences(),
                e.waitlistPosition(),
                history,
                e.version(),
                e.submittedAt());
    }
}

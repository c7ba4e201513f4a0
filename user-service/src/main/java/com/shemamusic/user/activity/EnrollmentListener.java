package com.shemamusic.user.activity;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows which enrollments begin and end. */
@Component
class EnrollmentListener implements EventHandler {

    private static final String APPROVED = "enrollment.approved";
    private static final String COMPLETED = "enrollment.completed";

    /** What we read of the payload; a form that never became a student's has no {@code studentId}. */
    record EnrollmentData(
            @Nullable UUID enrollmentId, @Nullable UUID studentId) {}

    private final StudentActivity activity;

    EnrollmentListener(StudentActivity activity) {
        this.activity = activity;
    }

    @Override
    public Set<String> channels() {
        return Set.of(APPROVED, "enrollment.rejected", "enrollment.cancelled", COMPLETED);
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        EnrollmentData data = event.data(EnrollmentData.class);
        UUID enrollment = data.enrollmentId() == null ? event.aggregateId() : data.enrollmentId();
        if (data.studentId() == null || enrollment == null) {
            return;
        }
        boolean approved = channel.equals(APPROVED);
        activity.hear(
                data.studentId(),
                new StudentEnrollment(enrollment, approved, event.aggregateVersion()),
                approved || channel.equals(COMPLETED));
    }
}

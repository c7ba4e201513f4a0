package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.event.EventPublisher;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what happened to enrollments, in the words of {@code spec/events.md}. */
@Component
public class EnrollmentEvents {

    private final EventPublisher publisher;

    EnrollmentEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void created(NewEnrollment enrollment, FormDetails details) {
        Map<String, @Nullable Object> data =
                data(enrollment.id(), null, enrollment.course().id());
        data.put("registrationNumber", enrollment.registrationNumber());
        data.put("experienceLevel", lower(details.experienceLevel()));
        data.put(
                "preferredDays",
                details.preferredDays().stream().map(EnrollmentEvents::lower).toList());
        data.put(
                "timePreferences",
                details.timePreferences().stream()
                        .map(time -> Map.of(
                                "start",
                                time.start().toString(),
                                "end",
                                time.end().toString()))
                        .toList());
        data.put("status", enrollment.status().text());
        publisher.publish("enrollment.created", enrollment.id(), 1, data);
    }

    void waitlisted(UUID id, UUID courseId) {
        publisher.publish("enrollment.waitlisted", id, 1, data(id, null, courseId));
    }

    /** Says what an enrollment has become; {@code action} as in {@code approved}. */
    public void became(String action, EnrollmentState state, @Nullable String reason) {
        Map<String, @Nullable Object> data = data(state.id(), state.studentId(), state.courseId());
        if (reason != null) {
            data.put("reason", reason);
        }
        publisher.publish("enrollment." + action, state.id(), state.version(), data);
    }

    private static Map<String, @Nullable Object> data(UUID id, @Nullable UUID studentId, UUID courseId) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("enrollmentId", id);
        data.put("studentId", studentId);
        data.put("courseId", courseId);
        return data;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

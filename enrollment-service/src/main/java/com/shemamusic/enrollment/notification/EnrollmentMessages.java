package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes messages of what happens to enrollments. The events carry ids only; who it is about is read here. */
@Component
class EnrollmentMessages implements EventHandler {

    private record Told(UUID enrollmentId, @Nullable String reason) {}

    private final Enrollments enrollments;
    private final Messages messages;

    EnrollmentMessages(Enrollments enrollments, Messages messages) {
        this.enrollments = enrollments;
        this.messages = messages;
    }

    @Override
    public Set<String> channels() {
        return Set.of(
                "enrollment.created",
                "enrollment.approved",
                "enrollment.rejected",
                "enrollment.cancelled",
                "enrollment.waitlisted",
                "enrollment.promoted");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        Told told = event.data(Told.class);
        enrollments
                .find(told.enrollmentId())
                .ifPresent(enrollment -> tell(channel, event.eventId(), enrollment, told.reason()));
    }

    private void tell(String channel, UUID eventId, Enrollment enrollment, @Nullable String reason) {
        Map<String, @Nullable String> facts = facts(enrollment);
        facts.put("reason", reason);
        UUID id = enrollment.id();
        Recipient applicant = Recipient.of(enrollment);
        switch (channel) {
            case "enrollment.created" -> {
                if (enrollment.history().getFirst().to() != EnrollmentStatus.WAITLISTED) {
                    messages.tell(MessageKind.ENROLLMENT_RECEIVED, eventId, id, applicant, facts);
                }
                messages.tellSchool(MessageKind.SCHOOL_ENROLLMENT, eventId, id, id, facts);
            }
            case "enrollment.approved" -> {
                messages.tell(MessageKind.ENROLLMENT_APPROVED, eventId, id, applicant, facts);
                if (!enrollment.placed()) {
                    messages.tellSchool(MessageKind.SCHOOL_UNPLACED, eventId, id, id, facts);
                }
            }
            case "enrollment.rejected" -> messages.tell(MessageKind.ENROLLMENT_REJECTED, eventId, id, applicant, facts);
            case "enrollment.cancelled" ->
                messages.tell(MessageKind.ENROLLMENT_CANCELLED, eventId, id, applicant, facts);
            case "enrollment.waitlisted" ->
                messages.tell(MessageKind.ENROLLMENT_WAITLISTED, eventId, id, applicant, facts);
            case "enrollment.promoted" -> messages.tell(MessageKind.ENROLLMENT_PROMOTED, eventId, id, applicant, facts);
            default -> throw new IllegalArgumentException(channel);
        }
    }

    /** What every message about an enrollment may say. */
    static Map<String, @Nullable String> facts(Enrollment enrollment) {
        Map<String, @Nullable String> facts = new LinkedHashMap<>();
        facts.put("name", enrollment.fullName());
        facts.put("number", enrollment.registrationNumber());
        facts.put("course", enrollment.course().name());
        return facts;
    }
}

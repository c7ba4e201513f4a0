package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.enrollment.Enrollment;
import com.shemamusic.enrollment.enrollment.EnrollmentFilter;
import com.shemamusic.enrollment.enrollment.EnrollmentStatus;
import com.shemamusic.enrollment.enrollment.Enrollments;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.shared.page.Paging;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes messages of what happens to enrollments. The events carry ids only; who it is about is read here. */
@Component
class EnrollmentMessages implements EventHandler {

    private record Told(
            UUID enrollmentId,
            @Nullable String status,
            @Nullable String reason) {}

    private static final int LISTED = 50;
    private final Enrollments enrollments;
    private final Messages messages;
    private final SchoolWords words;

    EnrollmentMessages(Enrollments enrollments, Messages messages, SchoolWords words) {
        this.enrollments = enrollments;
        this.messages = messages;
        this.words = words;
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
        enrollments.all(List.of(told.enrollmentId())).stream()
                .filter(Recipient::isThere)
                .forEach(enrollment -> tell(channel, event.eventId(), enrollment, told));
    }

    private void tell(String channel, UUID eventId, Enrollment enrollment, Told told) {
        Map<String, @Nullable String> facts = facts(enrollment);
        facts.put("reason", told.reason());
        UUID id = enrollment.id();
        Recipient applicant = Recipient.of(enrollment);
        switch (channel) {
            case "enrollment.created" -> {
                if (!EnrollmentStatus.WAITLISTED.text().equals(told.status())) {
                    messages.tell(MessageKind.ENROLLMENT_RECEIVED, eventId, id, applicant, facts);
                }
                messages.tellSchool(MessageKind.SCHOOL_ENROLLMENT, eventId, id, id, wishes(enrollment));
            }
            case "enrollment.approved" -> {
                messages.tell(MessageKind.ENROLLMENT_APPROVED, eventId, id, applicant, facts);
                if (!enrollment.placed()) {
                    facts.put("list", unplaced());
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
        facts.put("email", enrollment.email());
        return facts;
    }

    /** What the school wants to know before it answers. */
    private Map<String, @Nullable String> wishes(Enrollment enrollment) {
        Locale locale = Locale.of(messages.schoolLanguage());
        Map<String, @Nullable String> facts = facts(enrollment);
        facts.put("phone", enrollment.phone());
        facts.put("days", words.days(enrollment.preferredDays(), locale));
        facts.put("times", words.times(enrollment.timePreferences(), locale));
        facts.put("status", SchoolWords.status(enrollment.status(), locale));
        return facts;
    }

    /** The approved students who have no class to go to, newest first. */
    private String unplaced() {
        EnrollmentFilter filter = new EnrollmentFilter(EnrollmentStatus.ACTIVE, null, false, null, null, null);
        return enrollments.page(filter, new Paging(1, LISTED, null, null)).data().stream()
                .map(e -> "• " + e.fullName().replaceAll("\\s+", " ") + " (" + e.registrationNumber() + "), "
                        + e.course().name())
                .collect(Collectors.joining("\n"));
    }
}

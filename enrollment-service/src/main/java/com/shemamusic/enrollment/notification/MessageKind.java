package com.shemamusic.enrollment.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a message is about; each has a text file per language under its name. A WhatsApp template of that name takes the applicant's name,
 * the registration number, the course and the further facts named here, in this order.
 */
public enum MessageKind {
    ENROLLMENT_RECEIVED,
    ENROLLMENT_WAITLISTED,
    ENROLLMENT_PROMOTED,
    ENROLLMENT_APPROVED,
    ENROLLMENT_REJECTED("reason"),
    ENROLLMENT_CANCELLED("reason"),
    REGISTRATION_REMINDER,
    BOOKING_RECEIVED("first", "second", "expires"),
    BOOKING_CONFIRMED("confirmed"),
    BOOKING_REJECTED("reason"),
    BOOKING_EXPIRED,
    CLASS_MOVED("previous", "when"),
    CLASS_CANCELLED("when"),
    SCHOOL_ENROLLMENT,
    SCHOOL_UNPLACED,
    SCHOOL_BOOKING,
    SCHOOL_BOOKING_EXPIRING;

    private final List<String> templateFacts;

    MessageKind(String... further) {
        List<String> all = new ArrayList<>(List.of("name", "number", "course"));
        all.addAll(List.of(further));
        this.templateFacts = List.copyOf(all);
    }

    /** The name in files, in JSON and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> templateFacts() {
        return templateFacts;
    }

    boolean isForSchool() {
        return name().startsWith("SCHOOL");
    }

    static MessageKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

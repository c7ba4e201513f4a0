package com.shemamusic.enrollment.notification;

import java.util.Locale;

/** What a message is about; each has a text file per language under its name. */
public enum MessageKind {
    ENROLLMENT_RECEIVED,
    ENROLLMENT_WAITLISTED,
    ENROLLMENT_PROMOTED,
    ENROLLMENT_APPROVED,
    ENROLLMENT_REJECTED,
    ENROLLMENT_CANCELLED,
    REGISTRATION_REMINDER,
    BOOKING_RECEIVED,
    BOOKING_CONFIRMED,
    BOOKING_REJECTED,
    BOOKING_EXPIRED,
    CLASS_MOVED,
    CLASS_CANCELLED,
    SCHOOL_ENROLLMENT,
    SCHOOL_UNPLACED,
    SCHOOL_BOOKING,
    SCHOOL_BOOKING_EXPIRING;

    /** The name in files, in JSON and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MessageKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

package com.shemamusic.enrollment.enrollment;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where an enrollment stands, and what it can become (rule 4). */
public enum EnrollmentStatus {
    PENDING,
    WAITLISTED,
    ACTIVE,
    REJECTED,
    CANCELLED,
    COMPLETED;

    /** What it can become. */
    public Set<EnrollmentStatus> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(ACTIVE, REJECTED, CANCELLED);
            case ACTIVE -> EnumSet.of(COMPLETED, CANCELLED);
            case WAITLISTED -> EnumSet.of(PENDING, REJECTED, CANCELLED);
            case REJECTED, CANCELLED, COMPLETED -> EnumSet.noneOf(EnrollmentStatus.class);
        };
    }

    /** Whether the applicant's wish still stands. */
    public boolean isOpen() {
        return !next().isEmpty();
    }

    /** The name in JSON and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EnrollmentStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

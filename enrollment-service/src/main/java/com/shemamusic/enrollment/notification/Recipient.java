package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.enrollment.Enrollment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a message is for; {@code phone} only where WhatsApp was agreed to. */
record Recipient(
        @Nullable UUID enrollmentId, String email, @Nullable String phone, String language) {

    private static final String ERASED = "@erased.invalid";

    static Recipient of(Enrollment enrollment) {
        boolean whatsapp = Boolean.TRUE.equals(enrollment.consent().whatsapp());
        return new Recipient(
                enrollment.id(), enrollment.email(), whatsapp ? enrollment.phone() : null, enrollment.language());
    }

    /** Whether there is somebody to tell still: whoever was erased meanwhile is not written to, nor is the school about them. */
    static boolean isThere(Enrollment enrollment) {
        return !enrollment.email().endsWith(ERASED);
    }
}

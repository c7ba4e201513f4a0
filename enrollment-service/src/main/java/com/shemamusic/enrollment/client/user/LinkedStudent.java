package com.shemamusic.enrollment.client.user;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The student record an applicant belongs to, and where the form says otherwise than it. */
public record LinkedStudent(
        UUID studentId, boolean created, @Nullable List<Difference> differences) {

    /** One field that differs; what is on file stays. */
    public record Difference(
            String field, @Nullable Object onFile, @Nullable Object submitted) {}
}

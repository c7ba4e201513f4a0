package com.shemamusic.attendance.client.user;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody user-service knows, as far as a register needs it. */
public record Person(
        UUID id, String role, String status, @Nullable String fullName) {

    public boolean isStudent() {
        return "student".equals(role);
    }

    public boolean isInactive() {
        return "inactive".equals(status);
    }
}

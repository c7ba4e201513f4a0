package com.shemamusic.course.reservation;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two classes of a course to hold a seat in until a time. */
record HoldRequest(
        @NotNull UUID courseId,
        @NotNull @Size(min = 2, max = 2) List<UUID> slotIds,
        @NotNull Instant expiresAt) implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        @Nullable List<UUID> ids = slotIds;
        errors.addIf(ids != null && new HashSet<>(ids).size() < ids.size(), "slot_ids", "INVALID");
    }
}

package com.shemamusic.course.reservation;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of the held classes a student gets, and whether the later ones of its series too.
 *
 * @param startsAt when the class was when it was chosen; with none it is taken whenever it is
 */
record ConfirmRequest(
        @NotNull UUID slotId,
        @NotNull UUID studentId,
        @Nullable Scope scope,
        @Nullable Instant startsAt) {

    boolean means(Instant begins) {
        return startsAt == null || startsAt.equals(begins);
    }

    enum Scope {
        THIS,
        FOLLOWING
    }
}

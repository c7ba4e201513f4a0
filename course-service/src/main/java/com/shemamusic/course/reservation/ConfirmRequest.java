package com.shemamusic.course.reservation;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of the held classes a student gets, and whether the later ones of its series too. */
record ConfirmRequest(
        @NotNull UUID slotId,
        @NotNull UUID studentId,
        @Nullable Scope scope) {

    enum Scope {
        THIS,
        FOLLOWING
    }
}

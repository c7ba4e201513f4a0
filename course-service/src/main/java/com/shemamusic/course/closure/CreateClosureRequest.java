package com.shemamusic.course.closure;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days to close, and what becomes of the classes that stand there. */
@ReadOnlyFields("id")
record CreateClosureRequest(
        @NotBlank @Size(max = 120) String name,
        @NotNull LocalDate from,
        @NotNull LocalDate to,
        @Nullable Resolve resolve)
        implements SelfChecking {

    private static final int LONGEST_DAYS = 366;

    enum Resolve {
        /** The classes are cancelled in the same call. */
        CANCEL
    }

    @Override
    public void check(FieldErrors errors) {
        @Nullable LocalDate first = from;
        @Nullable LocalDate last = to;
        errors.addIf(first != null && (first.getYear() < 1900 || first.getYear() > 2999), "from", "OUT_OF_RANGE");
        boolean both = first != null && last != null && !errors.has("from");
        errors.addIf(
                both && (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_DAYS))), "to", "OUT_OF_RANGE");
    }
}

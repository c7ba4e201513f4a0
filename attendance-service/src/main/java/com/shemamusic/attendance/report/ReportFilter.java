package com.shemamusic.attendance.report;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which classes a report covers; {@code from} and {@code to} are school dates, both inclusive. */
record ReportFilter(
        @NotNull GroupBy groupBy,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable UUID courseId,
        @Nullable UUID studentId)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        errors.addIf(from != null && to != null && to.isBefore(from), "to", "OUT_OF_RANGE");
    }
}

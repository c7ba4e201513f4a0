package com.shemamusic.course.schedule;

import com.shemamusic.course.store.OpenClasses;
import com.shemamusic.shared.error.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the times of a class must look like. */
final class ClassTimes {

    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration HORIZON = Duration.ofDays(OpenClasses.HORIZON_DAYS);

    private ClassTimes() {}

    /** Whether a class would begin later than anybody looks for one. */
    static boolean isTooFar(Instant startsAt) {
        return startsAt.isAfter(Instant.now().plus(HORIZON));
    }

    /** Notes times that are past, too far off, in the wrong order or too far apart; absent ones are not judged. */
    static void check(@Nullable Instant startsAt, @Nullable Instant endsAt, FieldErrors errors) {
        if (startsAt != null) {
            Instant now = Instant.now();
            errors.addIf(!startsAt.isAfter(now), "starts_at", "IN_PAST");
            errors.addIf(isTooFar(startsAt), "starts_at", "OUT_OF_RANGE");
        }
        if (startsAt != null && endsAt != null && !errors.has("starts_at")) {
            errors.addIf(!endsAt.isAfter(startsAt), "ends_at", "INVALID");
            errors.addIf(endsAt.isAfter(startsAt.plus(LONGEST)), "ends_at", "OUT_OF_RANGE");
        }
    }
}

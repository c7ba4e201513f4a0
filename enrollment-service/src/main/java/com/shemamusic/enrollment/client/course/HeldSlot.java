package com.shemamusic.enrollment.client.course;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A class with a seat held for a booking.
 *
 * @param version of the class, which its events count too; null from a course-service that does not tell it yet
 */
public record HeldSlot(
        UUID slotId,
        Instant startsAt,
        Instant endsAt,
        @Nullable Long version) {}

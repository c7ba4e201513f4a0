package com.shemamusic.enrollment.client.course;

import java.time.Instant;
import java.util.UUID;

/** A class with a seat held for a booking. */
public record HeldSlot(UUID slotId, Instant startsAt, Instant endsAt) {}

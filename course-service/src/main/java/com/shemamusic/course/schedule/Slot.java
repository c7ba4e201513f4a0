package com.shemamusic.course.schedule;

import java.time.Instant;
import java.util.UUID;

/** A time in a room with an instructor: what one class needs for itself. */
record Slot(UUID roomId, UUID instructorId, Instant startsAt, Instant endsAt) {}

package com.shemamusic.course.reservation;

import org.jspecify.annotations.Nullable;

/** Whether the seats of a confirmation are freed too, because the booking ended before its confirmation was known. */
record ReleaseRequest(@Nullable Boolean taken) {}

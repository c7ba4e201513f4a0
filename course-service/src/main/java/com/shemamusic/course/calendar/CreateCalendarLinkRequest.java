package com.shemamusic.course.calendar;

import com.shemamusic.shared.validation.ReadOnlyFields;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feed to make. */
@ReadOnlyFields({"id", "url", "created_at"})
record CreateCalendarLinkRequest(
        @Nullable UUID instructorId,
        @Nullable UUID roomId,
        @Nullable UUID courseId) {}

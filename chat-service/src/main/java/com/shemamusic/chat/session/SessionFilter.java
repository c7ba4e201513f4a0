package com.shemamusic.chat.session;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which sessions a list shows. */
record SessionFilter(
        @Nullable SessionStatus status,
        @Nullable @Size(max = 200) String q,
        @Nullable UUID assignedTo) {}

package com.shemamusic.chat.session;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a list shows.
 *
 * @param unread with messages of the guest that no admin has read, closed sessions included: what was left outside office hours
 */
record SessionFilter(
        @Nullable SessionStatus status,
        @Nullable @Size(max = 200) String q,
        @Nullable UUID assignedTo,
        @Nullable Boolean unread) {}

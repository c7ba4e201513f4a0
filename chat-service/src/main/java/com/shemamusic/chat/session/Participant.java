package com.shemamusic.chat.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who takes part in a session.
 *
 * @param id an admin's; a guest has none
 * @param name null for a guest, whose name stands in the session
 */
public record Participant(
        SenderRole role, @Nullable UUID id, @Nullable String name) {

    /** The visitor of the session. */
    public static final Participant GUEST = new Participant(SenderRole.GUEST, null, null);

    /** Someone of the staff. */
    public static Participant admin(UUID id, String name) {
        return new Participant(SenderRole.ADMIN, id, name);
    }
}

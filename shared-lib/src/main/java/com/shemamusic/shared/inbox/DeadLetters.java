package com.shemamusic.shared.inbox;

import java.util.List;
import java.util.UUID;

/** The events this service could not act on, and the way to try them again. */
public interface DeadLetters {

    /** What a replay came to. */
    enum Replay {
        /** The handlers acted on the event now. */
        APPLIED,
        /** They had acted on it before; nothing was done. */
        ALREADY_APPLIED,
        /** They failed again; the dead letter stays, with the new error. */
        FAILED,
        /** There is no such dead letter. */
        UNKNOWN
    }

    /** The dead letters not replayed yet, newest first, at most 1 000. */
    List<DeadLetter> list();

    /** Lets the handlers act on the event again; however often this is called, it takes effect once. */
    Replay replay(UUID eventId);
}

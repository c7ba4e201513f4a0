package com.shemamusic.chat.session;

import com.shemamusic.chat.fanout.Fanout;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Whether guests are here. Each replica vouches for the guests it holds a socket of, for a while at a time. */
@Service
public class SessionPresence {

    private static final Duration HOLD = Duration.ofSeconds(75);

    private final SessionChanges changes;
    private final Fanout fanout;

    SessionPresence(SessionChanges changes, Fanout fanout) {
        this.changes = changes;
        this.fanout = fanout;
    }

    /** Says that these guests are here; to be repeated well within 75 s. */
    public void here(Collection<UUID> sessions) {
        if (!sessions.isEmpty()) {
            changes.here(sessions, HOLD).forEach(id -> fanout.announce(id, SessionFrames.presence(id, true), ""));
        }
    }

    /** Says that the last socket of a guest on this replica is closed; another replica that has one objects. */
    public void gone(UUID session) {
        changes.gone(session);
        fanout.announce(session, SessionFrames.presence(session, false), "");
    }
}

package com.shemamusic.chat.socket;

import com.shemamusic.chat.message.ReadFrame;
import com.shemamusic.chat.session.ChangedSession;
import com.shemamusic.chat.session.SenderRole;
import com.shemamusic.chat.session.SessionFrames;
import com.shemamusic.chat.session.SessionStatus;
import java.util.UUID;
import java.util.function.Consumer;

/** How a session stands, in frames, for whoever was away when it changed. */
final class SessionTelling {

    private SessionTelling() {}

    /** Says whose it is, how far each side has read, and whether it has ended. */
    static void tell(ChangedSession now, Consumer<Object> to) {
        UUID id = now.state().id();
        to.accept(SessionFrames.updated(now.session()));
        to.accept(ReadFrame.of(id, SenderRole.GUEST, now.state().guestReadSeq()));
        to.accept(ReadFrame.of(id, SenderRole.ADMIN, now.state().adminReadSeq()));
        if (now.session().status() == SessionStatus.CLOSED) {
            to.accept(SessionFrames.closed(now.session()));
        }
    }
}

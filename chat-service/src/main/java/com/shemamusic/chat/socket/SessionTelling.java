package com.shemamusic.chat.socket;

import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.chat.message.ReadFrame;
import com.shemamusic.chat.session.ChangedSession;
import com.shemamusic.chat.session.SenderRole;
import com.shemamusic.chat.session.SessionFrames;
import com.shemamusic.chat.session.SessionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How a session stands, in frames, for whoever was away when it changed. */
final class SessionTelling {

    private SessionTelling() {}

    /** Whose it is, how far each side has read, and whether it has ended. */
    static List<Frame> of(ChangedSession now) {
        UUID id = now.state().id();
        List<Frame> frames = new ArrayList<>();
        frames.add(SessionFrames.updated(now.session()));
        frames.add(ReadFrame.of(id, SenderRole.GUEST, now.state().guestReadSeq()));
        frames.add(ReadFrame.of(id, SenderRole.ADMIN, now.state().adminReadSeq()));
        if (now.session().status() == SessionStatus.CLOSED) {
            frames.add(SessionFrames.closed(now.session()));
        }
        return frames;
    }
}

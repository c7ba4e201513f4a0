package com.shemamusic.chat.message;

import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.chat.session.SenderRole;
import java.util.UUID;

/** How far a side has read. */
public record ReadFrame(String type, UUID sessionId, SenderRole by, long upToSeq) implements Frame {

    public static ReadFrame of(UUID session, SenderRole by, long upToSeq) {
        return new ReadFrame("read", session, by, upToSeq);
    }
}

package com.shemamusic.chat.fanout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A frame about a session, and how the session stood when it was made.
 *
 * @param rev of a frame that tells a change other than a message; 0 for one that tells none
 * @param lastSeq the number of the newest message before the change
 * @param source the socket that caused it and need not be told; empty for none
 */
public record Announcement(UUID session, ObjectNode frame, long rev, long lastSeq, String source) {

    /** The kind of frame. */
    public String type() {
        return frame.path("type").asText();
    }
}

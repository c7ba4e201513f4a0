package com.shemamusic.chat.fanout;

import java.util.UUID;

/**
 * A frame about a session, ready to be sent, and how the session stood when it was made.
 *
 * @param type the kind of frame
 * @param seq the number of a message; 0 of other frames
 * @param clientMessageId what the sender of a message called it, empty of other frames
 * @param rev of a frame that tells a change other than a message; 0 for one that tells none
 * @param lastSeq the number of the newest message before the change
 * @param source the socket that caused it and need not be told; empty for none
 */
public record Announcement(
        UUID session,
        String type,
        String frame,
        long seq,
        String clientMessageId,
        long rev,
        long lastSeq,
        String source) {}

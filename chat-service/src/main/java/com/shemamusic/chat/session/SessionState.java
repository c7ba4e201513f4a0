package com.shemamusic.chat.session;

import java.util.UUID;

/**
 * What a replica compares with what it has shown: a session, its counters, and how far each side has read.
 *
 * @param rev grows with every change other than a message
 */
public record SessionState(
        UUID id, boolean closed, long lastSeq, long rev, long guestReadSeq, long adminReadSeq, boolean online) {

    /** Grows with every change, messages included. */
    public long version() {
        return lastSeq + rev;
    }
}

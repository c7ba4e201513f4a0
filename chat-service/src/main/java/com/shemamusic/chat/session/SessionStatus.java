package com.shemamusic.chat.session;

/** Whether a session still takes messages. */
public enum SessionStatus {
    ACTIVE,
    CLOSED
}

package com.shemamusic.chat.session;

import java.util.Locale;

/** Why a session ended. */
public enum CloseReason {
    IDLE,
    ADMIN,
    GUEST;

    /** As it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

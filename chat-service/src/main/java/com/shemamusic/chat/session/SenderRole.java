package com.shemamusic.chat.session;

import java.util.Locale;

/** Who speaks. */
public enum SenderRole {
    GUEST,
    ADMIN,
    SYSTEM;

    /** As it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #text()} made. */
    public static SenderRole of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

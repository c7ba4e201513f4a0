package com.shemamusic.chat.session;

import java.util.Locale;

/** Why a session ended. */
public enum CloseReason {
    IDLE,
    ADMIN,
    GUEST;

    /** Who ended it. */
    SenderRole by() {
        return switch (this) {
            case IDLE -> SenderRole.SYSTEM;
            case ADMIN -> SenderRole.ADMIN;
            case GUEST -> SenderRole.GUEST;
        };
    }

    /** As it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

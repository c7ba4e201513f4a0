package com.shemamusic.chat.socket;

import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.chat.session.ChatSession;
import com.shemamusic.chat.session.SenderRole;
import com.shemamusic.chat.session.SessionStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Frames of the server that are about one socket. */
final class ServerFrames {

    /** The first frame of a guest; the token is told once more so that a socket that made its session learns it. */
    record Hello(
            String type, UUID sessionId, String sessionToken, SessionStatus status, long lastSeq, boolean officeOpen) {

        Hello(UUID session, String token, boolean closed, long lastSeq, boolean officeOpen) {
            this("session", session, token, closed ? SessionStatus.CLOSED : SessionStatus.ACTIVE, lastSeq, officeOpen);
        }
    }

    /** The first frame of an admin. */
    record Sessions(String type, List<ChatSession> data) {

        Sessions(List<ChatSession> data) {
            this("sessions", data);
        }
    }

    /** Everything asked for has been delivered. */
    record Resumed(String type, UUID sessionId, long lastSeq) {

        Resumed(UUID session, long lastSeq) {
            this("resumed", session, lastSeq);
        }
    }

    /** Someone writes, or stopped. */
    record Typing(String type, UUID sessionId, SenderRole senderRole, String senderName, boolean active)
            implements Frame {

        Typing(UUID session, SenderRole role, String name, boolean active) {
            this("typing", session, role, name, active);
        }
    }

    /** A frame of the client could not be acted on. */
    record Refused(
            String type,
            String code,
            String error,
            @Nullable String clientMessageId) {

        Refused(String code, String text, @Nullable String clientMessageId) {
            this("error", code, text, clientMessageId);
        }
    }

    static final String PONG = "{\"type\":\"pong\"}";

    private ServerFrames() {}
}

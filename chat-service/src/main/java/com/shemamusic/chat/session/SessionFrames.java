package com.shemamusic.chat.session;

import com.shemamusic.chat.fanout.Frame;
import java.util.Objects;
import java.util.UUID;

/** What sockets are told about a session itself. */
public final class SessionFrames {

    /** A session began, or changed in another way than by a message. */
    public record Shown(String type, ChatSession session) implements Frame {}

    /** A session ended. */
    public record Closed(String type, UUID sessionId, CloseReason reason) implements Frame {}

    /** The guest came or went. */
    public record Presence(String type, UUID sessionId, boolean online) implements Frame {}

    private SessionFrames() {}

    public static Shown opened(ChatSession session) {
        return new Shown("session_opened", session);
    }

    public static Shown updated(ChatSession session) {
        return new Shown("session_updated", session);
    }

    /** The frame of a closed session. */
    public static Closed closed(ChatSession session) {
        return new Closed("session_closed", session.id(), Objects.requireNonNull(session.closeReason()));
    }

    public static Presence presence(UUID session, boolean online) {
        return new Presence("presence", session, online);
    }
}

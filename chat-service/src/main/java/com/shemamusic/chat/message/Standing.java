package com.shemamusic.chat.message;

import com.shemamusic.chat.session.SenderRole;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The counters of one session while its row is locked: what every message changes. */
final class Standing {

    private final UUID session;
    private final boolean closed;
    private final long rev;
    private final String guestName;
    private long lastSeq;
    private int unread;
    private @Nullable OffsetDateTime waitingSince;
    private @Nullable OffsetDateTime firstGuestMessage;
    private @Nullable OffsetDateTime firstReply;
    private @Nullable ChatMessage last;

    Standing(
            UUID session,
            boolean closed,
            long rev,
            String guestName,
            long lastSeq,
            int unread,
            @Nullable OffsetDateTime waitingSince,
            @Nullable OffsetDateTime firstGuestMessage,
            @Nullable OffsetDateTime firstReply) {
        this.session = session;
        this.closed = closed;
        this.rev = rev;
        this.guestName = guestName;
        this.lastSeq = lastSeq;
        this.unread = unread;
        this.waitingSince = waitingSince;
        this.firstGuestMessage = firstGuestMessage;
        this.firstReply = firstReply;
    }

    UUID session() {
        return session;
    }

    boolean isClosed() {
        return closed;
    }

    String guestName() {
        return guestName;
    }

    long nextSeq() {
        return lastSeq + 1;
    }

    /** Grows with every change of the session, messages included. */
    long version() {
        return lastSeq + rev;
    }

    /** Counts a message that has the next number. */
    void take(ChatMessage message, OffsetDateTime at) {
        lastSeq = message.seq();
        last = message;
        if (message.senderRole() == SenderRole.GUEST) {
            unread++;
            waitingSince = waitingSince == null ? at : waitingSince;
            firstGuestMessage = firstGuestMessage == null ? at : firstGuestMessage;
        } else if (message.senderRole() == SenderRole.ADMIN) {
            waitingSince = null;
            if (firstGuestMessage != null && firstReply == null) {
                firstReply = at;
            }
        }
    }

    int unread() {
        return unread;
    }

    @Nullable
    OffsetDateTime waitingSince() {
        return waitingSince;
    }

    @Nullable
    OffsetDateTime firstGuestMessage() {
        return firstGuestMessage;
    }

    @Nullable
    OffsetDateTime firstReply() {
        return firstReply;
    }

    boolean isChanged() {
        return last != null;
    }

    /** The newest message taken. */
    ChatMessage last() {
        return Objects.requireNonNull(last);
    }
}

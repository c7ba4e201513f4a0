package com.shemamusic.chat.socket;

import com.shemamusic.chat.session.Participant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * One open socket: who it belongs to, what waits for it, and up to which number each session has been shown on it, so that
 * every message is shown in order and once wherever it comes from.
 */
final class ChatSocket {

    private static final int REMEMBERED = 1_000;
    // An admin sees every session: what is a flood for a guest is a lively minute there.
    private static final int ADMIN_SHARE = 64;

    private final String id;
    private final Visit visit;
    private final Outbox outbox;
    private final Map<UUID, Long> shown = new HashMap<>();
    // The newest state of each session shown besides its messages.
    private final Map<UUID, Long> revs = new HashMap<>();
    // The highest number held back while a session is shown again.
    private final Map<UUID, Long> resuming = new HashMap<>();
    private final Set<String> own = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private @Nullable List<Runnable> early = new ArrayList<>();
    private volatile @Nullable UUID session;
    private volatile long lastSign = System.nanoTime();

    ChatSocket(WebSocketSession socket, Visit visit, SocketProperties properties) {
        this.id = UUID.randomUUID().toString();
        this.visit = visit;
        this.session = visit.session();
        int share = visit.isGuest() ? 1 : ADMIN_SHARE;
        this.outbox =
                new Outbox(socket, share * properties.queueFrames(), Math.min(share, 8) * properties.queueBytes());
        outbox.start();
    }

    String id() {
        return id;
    }

    Visit visit() {
        return visit;
    }

    Participant who() {
        return visit.who();
    }

    Outbox outbox() {
        return outbox;
    }

    /** A guest's session; an admin's socket has none of its own. */
    @Nullable
    UUID session() {
        return session;
    }

    void belongsTo(UUID guestSession) {
        session = guestSession;
    }

    /** Notes that the client lives. */
    void sign() {
        lastSign = System.nanoTime();
    }

    boolean isSilent(Duration since) {
        return System.nanoTime() - lastSign > since.toNanos();
    }

    /** Queues a frame, behind the first one of this socket. */
    void offer(String frame) {
        later(() -> outbox.offer(frame));
    }

    /** Queues a frame that tells a change of a session. */
    synchronized void change(UUID about, long rev, String frame) {
        later(() -> {
            revs.merge(about, rev, Math::max);
            outbox.offer(frame);
        });
    }

    /** Queues how a session stands; returns false when something newer has been shown, which must not be taken back. */
    synchronized boolean tell(UUID about, long rev, List<String> frames) {
        if (revs.getOrDefault(about, 0L) > rev) {
            return false;
        }
        frames.forEach(frame -> change(about, rev, frame));
        return true;
    }

    void close(CloseStatus status) {
        outbox.close(status);
    }

    /** Queues the first frame and lets what came early follow; sessions stand where that frame shows them. */
    synchronized void begin(String first, Map<UUID, Long> where) {
        outbox.offer(first);
        shown.putAll(where);
        List<Runnable> waited = early;
        early = null;
        if (waited != null) {
            waited.forEach(Runnable::run);
        }
    }

    /** Does something about a session that is new on this socket, behind the first frame: nothing of it has been shown. */
    void introduce(UUID about, Runnable work) {
        later(() -> {
            shown.putIfAbsent(about, 0L);
            work.run();
        });
    }

    /** Notes that this socket sends a message, which it then need not be shown. */
    synchronized void sends(UUID about, String clientMessageId) {
        own.add(about + clientMessageId);
    }

    /** Shows a message when it is the next one; returns false when ones before it are missing here. */
    synchronized boolean show(UUID about, long seq, @Nullable String clientMessageId, String frame) {
        List<Runnable> waiting = early;
        if (waiting != null) {
            waiting.add(() -> show(about, seq, clientMessageId, frame));
            return true;
        }
        if (resuming.containsKey(about)) {
            resuming.merge(about, seq, Math::max);
            return true;
        }
        long last = shown.getOrDefault(about, seq - 1);
        if (seq == last + 1) {
            shown.put(about, seq);
            if (!own.contains(about + clientMessageId)) {
                outbox.offer(frame);
            }
        }
        return seq <= last + 1;
    }

    /** Holds live messages of a session back, to show it from a place on; false when that is being done already. */
    synchronized boolean resume(UUID about, long from) {
        if (resuming.containsKey(about)) {
            return false;
        }
        resuming.put(about, from);
        shown.put(about, from);
        return true;
    }

    synchronized long place(UUID about) {
        return shown.getOrDefault(about, 0L);
    }

    synchronized void moveTo(UUID about, long seq) {
        shown.put(about, seq);
    }

    /** Lets live messages through again unless one was held back that has not been shown; then more is to be read. */
    synchronized boolean caughtUp(UUID about, Runnable lastly) {
        if (resuming.getOrDefault(about, 0L) > place(about)) {
            return false;
        }
        resuming.remove(about);
        lastly.run();
        return true;
    }

    synchronized void forget(UUID about) {
        shown.remove(about);
        revs.remove(about);
    }

    private synchronized void later(Runnable work) {
        List<Runnable> waiting = early;
        if (waiting == null) {
            work.run();
        } else {
            waiting.add(work);
        }
    }
}

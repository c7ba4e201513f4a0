package com.shemamusic.chat.socket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/**
 * The frames that wait for one client, and the thread that writes them: nobody else ever waits for a slow reader. When too
 * much waits, it is dropped and the socket closed; the client comes back and resumes.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String PING = "";

    private final WebSocketSession session;
    private final int mostFrames;
    private final int mostBytes;
    private final Deque<String> frames = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private RemoteEndpoint.@Nullable Basic batch;
    private int bytes;
    private @Nullable CloseStatus closing;

    Outbox(WebSocketSession session, int mostFrames, int mostBytes) {
        this.session = session;
        this.mostFrames = mostFrames;
        this.mostBytes = mostBytes;
    }

    void start() {
        Thread.ofVirtual().name("socket-" + session.getId()).start(this::write);
    }

    /** Queues a frame; returns at once. */
    void offer(String frame) {
        lock.lock();
        try {
            if (closing == null) {
                if (isFull()) {
                    frames.clear();
                    closing = CloseCodes.TOO_SLOW;
                } else {
                    add(frame);
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Queues a frame after waiting for half of the queue to be free; returns false when the client is too slow or gone. */
    boolean offerPatiently(String frame, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (closing == null && (frames.size() * 2 >= mostFrames || bytes * 2L >= mostBytes)) {
                if (left <= 0) {
                    close(CloseCodes.TOO_SLOW);
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            if (closing == null) {
                add(frame);
                changed.signalAll();
            }
            return closing == null;
        } finally {
            lock.unlock();
        }
    }

    void ping() {
        offer(PING);
    }

    /** Closes after what waits has been written; the first reason stands. */
    void close(CloseStatus status) {
        lock.lock();
        try {
            if (closing == null) {
                closing = status;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing != null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        lock.lock();
        try {
            return frames.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return frames.size() >= mostFrames || bytes >= mostBytes;
    }

    private void add(String frame) {
        frames.add(frame);
        bytes += frame.length();
    }

    private void write() {
        try {
            batch = batching(session);
            String frame = next();
            while (frame != null) {
                session.sendMessage(frame.isEmpty() ? new PingMessage() : new TextMessage(frame));
                frame = next();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("socket {} is gone: {}", session.getId(), gone.getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void end() {
        close(CloseCodes.TOO_SLOW);
        CloseStatus status = closing;
        try {
            session.close(status == null ? CloseStatus.NORMAL : status);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("socket {} was gone before it was closed", session.getId());
        }
    }

    // What waits is written in as few packets as it fits into; nothing waits for more to come.
    private void flush() throws IOException {
        if (batch != null) {
            batch.flushBatch();
        }
    }

    private static RemoteEndpoint.@Nullable Basic batching(WebSocketSession session) throws IOException {
        Session container =
                session instanceof NativeWebSocketSession holder ? holder.getNativeSession(Session.class) : null;
        if (container == null) {
            return null;
        }
        container.getBasicRemote().setBatchingAllowed(true);
        return container.getBasicRemote();
    }

    private @Nullable String next() throws InterruptedException, IOException {
        if (isEmpty()) {
            flush();
        }
        lock.lock();
        try {
            while (frames.isEmpty() && closing == null) {
                changed.await();
            }
            String frame = frames.poll();
            if (frame != null) {
                bytes -= frame.length();
                changed.signalAll();
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }
}

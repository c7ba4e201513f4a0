package com.shemamusic.chat.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work done one piece after the other, without a thread while there is none. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean working;

    void post(Runnable work) {
        synchronized (waiting) {
            waiting.add(work);
            if (working) {
                return;
            }
            working = true;
        }
        Thread.ofVirtual().name("room").start(this::work);
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                // Whatever this missed, the next look at the database shows.
                LOG.warn("a frame could not be shown: {}", e.getClass().getName());
                LOG.debug("room", e);
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable next = waiting.poll();
            working = next != null;
            return next;
        }
    }
}

package com.shemamusic.shared.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener with a queue and a thread of its own, so that a slow one stops neither the connection nor the others. */
class LiveSubscription {

    private record Message(String channel, String json) {}

    private static final Logger LOG = LoggerFactory.getLogger(LiveSubscription.class);
    private static final int MOST_WAITING = 10_000;

    private final String pattern;
    private final BiConsumer<String, String> listener;
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    LiveSubscription(String pattern, BiConsumer<String, String> listener) {
        this.pattern = pattern;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("live-" + pattern).start(this::deliver);
    }

    String pattern() {
        return pattern;
    }

    /** Returns false when the listener is too far behind. */
    boolean offer(String channel, String json) {
        return waiting.offer(new Message(channel, json));
    }

    void stop() {
        thread.interrupt();
    }

    private void deliver() {
        try {
            while (true) {
                Message message = waiting.take();
                call(message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Message message) {
        try {
            listener.accept(message.channel(), message.json());
        } catch (RuntimeException e) {
            LOG.warn("a live listener of {} failed: {}", pattern, e.getClass().getName());
            LOG.debug("live listener", e);
        }
    }
}

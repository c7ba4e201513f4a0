package com.shemamusic.shared.live;

import com.shemamusic.shared.event.EventLog;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Speaks on the channels, in order, on a thread of its own: whoever announces never waits for Redis. */
class Announcer {

    private record Message(String channel, String json) {}

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int MOST_WAITING = 10_000;

    private final StringRedisTemplate redis;
    private final EventLog log;
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private @Nullable Thread thread;
    private boolean failing;

    Announcer(StringRedisTemplate redis, EventLog log) {
        this.redis = redis;
        this.log = log;
    }

    void announce(String channel, String json) {
        if (!waiting.offer(new Message(channel, json))) {
            log.trouble("announce");
        }
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("announcer").start(this::speak);
        }
    }

    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void speak() {
        try {
            while (true) {
                say(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Message message) {
        try {
            redis.convertAndSend(message.channel(), message.json());
            failing = false;
        } catch (DataAccessException e) {
            log.trouble("announce");
            // What waited meanwhile is old by now, and old announcements only delay the new ones.
            waiting.clear();
            if (!failing) {
                LOG.warn("announcements do not get through: {}", e.getClass().getSimpleName());
            }
            failing = true;
        }
    }
}

package com.shemamusic.shared.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.shemamusic.shared.event.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Speaks on the channels, in order, on a thread of its own: whoever announces never waits for Redis. */
class Announcer {

    private record Message(String channel, String json) {}

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 200;

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
        List<Message> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                say(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Everything that waits in one round trip: at thousands a second each would wait for the answer to the one before.
    private void say(List<Message> batch) {
        try {
            if (batch.size() == 1) {
                redis.convertAndSend(
                        batch.getFirst().channel(), batch.getFirst().json());
            } else {
                redis.executePipelined((RedisCallback<Object>) connection -> {
                    batch.forEach(message -> connection
                            .commands()
                            .publish(
                                    message.channel().getBytes(UTF_8),
                                    message.json().getBytes(UTF_8)));
                    return null;
                });
            }
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

package com.shemamusic.shared.live;

import com.shemamusic.shared.event.BackgroundLoop;
import com.shemamusic.shared.event.EventLog;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * One pub/sub connection for all listeners of the process. The client subscribes again after a reconnect; besides, every few
 * seconds all subscriptions are said again, which costs nothing when they stand, and a connection that does not answer is
 * replaced: a link that has gone silent is noticed although nobody speaks on it.
 */
class LettuceLiveEvents implements LiveEvents, SmartLifecycle {

    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final LettuceConnectionFactory redis;
    private final Announcer announcer;
    private final EventLog log;
    private final BackgroundLoop loop;
    private final Map<String, Set<LiveSubscription>> subscriptions = new ConcurrentHashMap<>();
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;

    LettuceLiveEvents(LettuceConnectionFactory redis, Announcer announcer, EventLog log) {
        this.redis = redis;
        this.announcer = announcer;
        this.log = log;
        this.loop = new BackgroundLoop("live-events", this::refresh, () -> log.trouble("live"));
    }

    @Override
    public void announce(String channel, String json) {
        announcer.announce(channel, json);
    }

    @Override
    public AutoCloseable subscribe(String pattern, BiConsumer<String, String> listener) {
        LiveSubscription subscription = new LiveSubscription(pattern, listener);
        subscriptions
                .computeIfAbsent(pattern, key -> new CopyOnWriteArraySet<>())
                .add(subscription);
        try {
            listen(connected(), pattern);
        } catch (RedisException e) {
            log.trouble("live");
            loop.wake();
        }
        return () -> close(subscription);
    }

    private void close(LiveSubscription subscription) {
        subscription.stop();
        subscriptions.computeIfPresent(subscription.pattern(), (pattern, all) -> {
            all.remove(subscription);
            return all.isEmpty() ? null : all;
        });
        StatefulRedisPubSubConnection<String, String> open = connection;
        if (open != null && !subscriptions.containsKey(subscription.pattern())) {
            if (isPattern(subscription.pattern())) {
                open.async().punsubscribe(subscription.pattern());
            } else {
                open.async().unsubscribe(subscription.pattern());
            }
        }
    }

    private Duration refresh() {
        try {
            for (String pattern : subscriptions.keySet()) {
                listen(connected(), pattern);
            }
        } catch (RedisException e) {
            disconnect();
            throw e;
        }
        return REFRESH;
    }

    private static void listen(StatefulRedisPubSubConnection<String, String> open, String pattern) {
        if (isPattern(pattern)) {
            open.sync().psubscribe(pattern);
        } else {
            open.sync().subscribe(pattern);
        }
    }

    private StatefulRedisPubSubConnection<String, String> connected() {
        connecting.lock();
        try {
            StatefulRedisPubSubConnection<String, String> open = connection;
            if (open == null) {
                open = connect(redis.getRequiredNativeClient());
                open.setTimeout(ANSWER);
                open.addListener(new Dispatcher());
                connection = open;
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    private static StatefulRedisPubSubConnection<String, String> connect(AbstractRedisClient client) {
        return client instanceof RedisClusterClient cluster
                ? cluster.connectPubSub(StringCodec.UTF8)
                : ((RedisClient) client).connectPubSub(StringCodec.UTF8);
    }

    private void disconnect() {
        StatefulRedisPubSubConnection<String, String> open = connection;
        connection = null;
        if (open != null) {
            open.closeAsync();
        }
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    @Override
    public void start() {
        announcer.start();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(ANSWER);
        announcer.stop();
        disconnect();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** Stops after the web server, whose last requests may still announce. */
    @Override
    public int getPhase() {
        return 900;
    }

    private class Dispatcher extends RedisPubSubAdapter<String, String> {

        @Override
        public void message(String channel, String json) {
            deliver(channel, channel, json);
        }

        @Override
        public void message(String pattern, String channel, String json) {
            deliver(pattern, channel, json);
        }

        private void deliver(String pattern, String channel, String json) {
            for (LiveSubscription subscription : subscriptions.getOrDefault(pattern, Set.of())) {
                if (!subscription.offer(channel, json)) {
                    log.trouble("live-overflow");
                }
            }
        }
    }
}

package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.Channels;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.StreamInfo;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Trims streams, only behind the slowest group and never younger than the configured age: a consumer that has not made its
 * group yet (first start, or Redis restarted empty while it was down) still finds what it missed.
 */
class StreamTrimmer {

    private final OutboxStore store;
    private final EventStreams streams;
    private final StreamRecovery recovery;
    private final StringRedisTemplate redis;
    private final Duration keep;

    StreamTrimmer(
            OutboxStore store,
            EventStreams streams,
            StreamRecovery recovery,
            StringRedisTemplate redis,
            Duration keep) {
        this.store = store;
        this.streams = streams;
        this.recovery = recovery;
        this.redis = redis;
        this.keep = keep;
    }

    /** Settles and trims what every group has. */
    void trim(String domain) {
        String stream = Channels.stream(domain);
        if (!Boolean.TRUE.equals(redis.hasKey(stream)) || !streams.checked(domain)) {
            return;
        }
        StreamInfo.XInfoGroups groups = redis.opsForStream().groups(stream);
        recovery.remember(domain, groups);
        StreamId before = new StreamId(Math.max(0, redisMillis() - keep.toMillis()), 0);
        for (StreamInfo.XInfoGroup group : groups) {
            before = min(before, position(stream, group));
        }
        // Settled first: an entry that is gone and not settled would be taken for a lost one.
        store.settle(domain, before);
        streams.trim(domain, before);
    }

    private StreamId position(String stream, StreamInfo.XInfoGroup group) {
        StreamId delivered = StreamId.parse(group.lastDeliveredId()).next();
        PendingMessagesSummary pending = redis.opsForStream().pending(stream, group.groupName());
        return pending == null || pending.getTotalPendingMessages() == 0
                ? delivered
                : min(delivered, StreamId.parse(pending.minMessageId()));
    }

    private long redisMillis() {
        Long millis = redis.execute((RedisCallback<Long>) connection -> {
            RedisServerCommands server = connection.serverCommands();
            return server.time();
        });
        return millis == null ? 0 : millis;
    }

    private static StreamId min(StreamId a, StreamId b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}

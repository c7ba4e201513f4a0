package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.BackgroundLoop;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventLog;
import com.shemamusic.shared.event.EventProperties;
import com.shemamusic.shared.redis.BlockingRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * Reads one stream for the service: after every (re)connect what it was given before and did not finish, then what is new, and
 * from time to time what a silent replica left.
 */
class StreamReader {

    private static final Duration FULL_PAUSE = Duration.ofMillis(200);

    private final String domain;
    private final StreamGroup group;
    private final Inbox inbox;
    private final EventProcessor processor;
    private final BlockingRedis redis;
    private final EventProperties properties;
    private final BackgroundLoop loop;
    private @Nullable RedisConnection connection;
    private long claimedAt;
    private boolean unfinished;

    StreamReader(
            String domain,
            StreamGroup group,
            Inbox inbox,
            EventProcessor processor,
            BlockingRedis redis,
            EventProperties properties,
            EventLog log) {
        this.domain = domain;
        this.group = group;
        this.inbox = inbox;
        this.processor = processor;
        this.redis = redis;
        this.properties = properties;
        this.loop = new BackgroundLoop("events-" + domain, this::round, () -> log.trouble("consumer"));
    }

    void start() {
        loop.start();
    }

    void stop(Duration patience) {
        loop.stop(patience);
        close();
    }

    private Duration round() {
        if (processor.full()) {
            return FULL_PAUSE;
        }
        try {
            RedisConnection open = connection;
            if (open == null) {
                open = redis.connect();
                connection = open;
                group.create();
                unfinished = true;
            }
            if (unfinished) {
                finishPending(open);
                unfinished = false;
            }
            claimLeftovers();
            handle(group.readNew(open, properties.readBlock()));
            return Duration.ZERO;
        } catch (RuntimeException e) {
            unfinished = true;
            // Redis did nothing wrong, and whoever watches its connections (course-service's cache) would distrust it.
            if (!EventFailure.isDatabaseAway(e)) {
                close();
            }
            if (StreamGroup.isMissing(e)) {
                return Duration.ofMillis(1);
            }
            throw e;
        }
    }

    private void finishPending(RedisConnection open) {
        String after = "0-0";
        List<StreamEntry> entries = group.readPending(open, after);
        while (!entries.isEmpty()) {
            handle(entries);
            after = entries.getLast().id();
            entries = group.readPending(open, after);
        }
    }

    private void claimLeftovers() {
        if (claimedAt != 0
                && System.nanoTime() - claimedAt < properties.claimIdle().toNanos() / 2) {
            return;
        }
        String cursor = "0-0";
        do {
            StreamGroup.Claimed claimed = group.claim(cursor, properties.claimIdle());
            handle(claimed.entries());
            cursor = claimed.cursor();
        } while (!"0-0".equals(cursor));
        claimedAt = System.nanoTime();
    }

    private void handle(List<StreamEntry> entries) {
        Map<StreamEntry, UUID> wanted = new LinkedHashMap<>();
        List<StreamEntry> done = new ArrayList<>();
        for (StreamEntry entry : entries) {
            if (!inbox.wants(entry.channel()) && !entry.channel().isEmpty()) {
                done.add(entry);
            } else if (!processor.holds(domain, entry)) {
                EventEnvelope event = entry.envelope();
                wanted.put(entry, event == null ? entry.fallbackId() : event.eventId());
            }
        }
        Set<UUID> processed = wanted.size() > 1 ? inbox.processed(wanted.values()) : Set.of();
        wanted.forEach((entry, id) -> {
            if (processed.contains(id)) {
                done.add(entry);
            }
        });
        group.acknowledge(done);
        wanted.keySet().removeAll(Set.copyOf(done));
        wanted.keySet().forEach(entry -> processor.process(domain, entry, acknowledge()));
    }

    private Consumer<StreamEntry> acknowledge() {
        return entry -> group.acknowledge(List.of(entry));
    }

    private void close() {
        RedisConnection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (DataAccessException e) {
            // It is gone: that is why it was closed.
        }
    }
}

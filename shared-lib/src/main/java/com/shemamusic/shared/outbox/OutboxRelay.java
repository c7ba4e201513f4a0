package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.BackgroundLoop;
import com.shemamusic.shared.event.EventLog;
import com.shemamusic.shared.event.EventProperties;
import com.shemamusic.shared.outbox.OutboxStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries the outbox to Redis: polls, is nudged after each commit, and runs in every replica. It holds no lock and no
 * connection of the database while it talks to Redis. While Redis is down the rows wait.
 */
class OutboxRelay implements SmartLifecycle {

    /** Stops after the web server and the consumers, which still publish, and before the Redis connections. */
    static final int PHASE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration LOOK_AT_REDIS = Duration.ofSeconds(2);
    private static final Duration COMPARE_SOON = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final EventStreams streams;
    private final StreamRecovery recovery;
    private final EventProperties properties;
    private final EventLog log;
    private final BackgroundLoop loop;
    private final Set<String> domains = ConcurrentHashMap.newKeySet();
    private volatile boolean unsure = true;
    private volatile long lookedAt;
    // The end of the last round that left nothing it had taken.
    private volatile long workedAt = System.nanoTime();

    OutboxRelay(
            OutboxStore store,
            EventStreams streams,
            StreamRecovery recovery,
            EventProperties properties,
            EventLog log) {
        this.store = store;
        this.streams = streams;
        this.recovery = recovery;
        this.properties = properties;
        this.log = log;
        this.loop = new BackgroundLoop("outbox-relay", this::step, this::failed);
        log.gauge("shema.relay.idle.seconds", () -> EventLog.since(workedAt).toSeconds());
    }

    void nudge() {
        loop.wake();
    }

    /** The domains this process knows rows of. */
    Set<String> domains() {
        return domains;
    }

    /** One round: what Redis lost first, then one batch. */
    Duration step() {
        lookAtRedis();
        Claim claim = store.claim(properties.batchSize(), properties.lease());
        boolean all = true;
        List<OutboxRow> unsent = new ArrayList<>(claim.rows());
        try {
            for (Map.Entry<String, List<OutboxRow>> entry :
                    byDomain(claim.rows()).entrySet()) {
                domains.add(entry.getKey());
                if (send(claim, entry.getKey(), entry.getValue())) {
                    unsent.removeAll(entry.getValue());
                } else {
                    all = false;
                }
            }
        } finally {
            if (!unsent.isEmpty()) {
                store.release(claim, unsent);
            }
        }
        unsure = unsure || !all;
        if (!all) {
            return COMPARE_SOON;
        }
        workedAt = System.nanoTime();
        return claim.rows().size() == properties.batchSize() ? Duration.ZERO : properties.pollInterval();
    }

    private boolean send(Claim claim, String domain, List<OutboxRow> rows) {
        Map<OutboxRow, String> streamIds = streams.append(domain, rows);
        if (streamIds.isEmpty()) {
            return false;
        }
        int recorded = store.recordSent(claim, streamIds);
        if (recorded < rows.size()) {
            LOG.warn(
                    "{} events of {} were taken over while being sent and will be sent again",
                    rows.size() - recorded,
                    domain);
        }
        Instant now = Instant.now();
        rows.forEach(row -> log.published(row.channel(), row.id(), Duration.between(row.createdAt(), now)));
        return true;
    }

    // Also without anything to send: what Redis lost has to come back even if nothing new happens.
    private void lookAtRedis() {
        if (!unsure && System.nanoTime() - lookedAt < LOOK_AT_REDIS.toNanos()) {
            return;
        }
        if (domains.isEmpty()) {
            domains.addAll(store.domains());
        }
        boolean sure = true;
        for (String domain : domains) {
            sure &= streams.checked(domain) || recovery.recover(domain);
        }
        unsure = !sure;
        lookedAt = System.nanoTime();
    }

    private void failed() {
        unsure = true;
        log.trouble("relay");
    }

    private static Map<String, List<OutboxRow>> byDomain(List<OutboxRow> rows) {
        Map<String, List<OutboxRow>> byDomain = new LinkedHashMap<>();
        rows.forEach(row ->
                byDomain.computeIfAbsent(row.domain(), key -> new ArrayList<>()).add(row));
        return byDomain;
    }

    @Override
    public void start() {
        loop.start();
    }

    /** Sends what the last requests left, for a few seconds at most; the rest is another replica's or the next start's. */
    @Override
    public void stop() {
        loop.stop(PATIENCE);
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (store.backlog().unsent() > 0 && System.nanoTime() < until) {
                if (!step().isZero()) {
                    LockSupport.parkNanos(COMPARE_SOON.toNanos());
                }
            }
        } catch (RuntimeException e) {
            LOG.info("the outbox keeps its rows for the next start: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

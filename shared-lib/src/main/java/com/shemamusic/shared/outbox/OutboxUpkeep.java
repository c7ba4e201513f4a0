package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.BackgroundLoop;
import com.shemamusic.shared.event.EventLog;
import com.shemamusic.shared.event.EventProperties;
import com.shemamusic.shared.job.ClusterJobs;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;

/** Measures what waits in the outbox, trims the streams and prunes old rows. */
class OutboxUpkeep implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration TRIM = Duration.ofMinutes(1);
    private static final Duration PRUNE = Duration.ofHours(1);

    private final OutboxStore store;
    private final OutboxRelay relay;
    private final StreamTrimmer trimmer;
    private final EventProperties properties;
    private final ClusterJobs jobs;
    private final AtomicLong unsent;
    private final AtomicLong lagSeconds;
    private final BackgroundLoop loop;

    OutboxUpkeep(
            OutboxStore store,
            OutboxRelay relay,
            StreamTrimmer trimmer,
            EventProperties properties,
            ClusterJobs jobs,
            EventLog log) {
        this.store = store;
        this.relay = relay;
        this.trimmer = trimmer;
        this.properties = properties;
        this.jobs = jobs;
        this.unsent = log.gauge("shema.outbox.unsent");
        this.lagSeconds = log.gauge("shema.outbox.lag.seconds");
        this.loop = new BackgroundLoop("outbox-upkeep", this::round, () -> log.trouble("upkeep"));
    }

    private Duration round() {
        OutboxStore.Backlog backlog = store.backlog();
        unsent.set(backlog.unsent());
        lagSeconds.set(Math.round(backlog.oldestSeconds()));
        jobs.runOnce("outbox-trim", TRIM, () -> relay.domains().forEach(trimmer::trim));
        jobs.runOnce("outbox-prune", PRUNE, () -> store.prune(properties.outboxKeep()));
        return ROUND;
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(Duration.ofSeconds(1));
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public int getPhase() {
        return OutboxRelay.PHASE + 1;
    }
}

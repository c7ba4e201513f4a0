package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.BackgroundLoop;
import com.shemamusic.shared.event.EventLog;
import com.shemamusic.shared.event.EventProperties;
import com.shemamusic.shared.job.ClusterJobs;
import com.shemamusic.shared.redis.BlockingRedis;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Starts and stops a reader for each stream the handlers want, and keeps the tables and the mirror in order. */
class EventConsumers implements SmartLifecycle {

    /** Stops before the relay, which sends what the last handlers published. */
    static final int PHASE = 2000;

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration UPKEEP = Duration.ofSeconds(10);
    private static final Duration PRUNE = Duration.ofHours(1);

    private final List<StreamReader> readers;
    private final ScheduledExecutorService retries;
    private final InboxStore inboxStore;
    private final DeadLetterStore deadLetterStore;
    private final DeadLetterMirror mirror;
    private final EventProperties properties;
    private final ClusterJobs jobs;
    private final AtomicLong dead;
    private final BackgroundLoop upkeep;

    EventConsumers(
            List<StreamReader> readers,
            ScheduledExecutorService retries,
            InboxStore inboxStore,
            DeadLetterStore deadLetterStore,
            DeadLetterMirror mirror,
            EventProperties properties,
            ClusterJobs jobs,
            EventLog log) {
        this.readers = readers;
        this.retries = retries;
        this.inboxStore = inboxStore;
        this.deadLetterStore = deadLetterStore;
        this.mirror = mirror;
        this.properties = properties;
        this.jobs = jobs;
        this.dead = log.gauge("shema.dead.letters");
        this.upkeep = new BackgroundLoop("inbox-upkeep", this::keepUp, () -> log.trouble("upkeep"));
    }

    /** A reader for each domain; the consumer's name is unique, so that a dead process can be told from a living one. */
    static List<StreamReader> readers(
            StringRedisTemplate redis,
            BlockingRedis blocking,
            Inbox inbox,
            EventProcessor processor,
            EventProperties properties,
            EventLog log,
            String service) {
        String consumer = service + "-" + UUID.randomUUID();
        return inbox.domains().stream()
                .map(domain -> new StreamReader(
                        domain,
                        new StreamGroup(redis, domain, service, consumer),
                        inbox,
                        processor,
                        blocking,
                        properties,
                        log))
                .toList();
    }

    private Duration keepUp() {
        int count = deadLetterStore.count();
        dead.set(count);
        mirror.rebuild(count);
        jobs.runOnce("inbox-prune", PRUNE, () -> {
            inboxStore.prune(properties.inboxKeep());
            deadLetterStore.prune(properties.deadLetterKeep());
        });
        return UPKEEP;
    }

    @Override
    public void start() {
        readers.forEach(StreamReader::start);
        upkeep.start();
    }

    @Override
    public void stop() {
        List<Thread> stops = readers.stream()
                .map(reader -> Thread.ofVirtual().start(() -> reader.stop(PATIENCE)))
                .toList();
        upkeep.stop(Duration.ofSeconds(1));
        retries.shutdownNow();
        stops.forEach(EventConsumers::join);
    }

    @Override
    public boolean isRunning() {
        return upkeep.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes one entry at a time to its end: acted on, or dead after its retries. An event that fails waits for its retries beside the
 * stream, the events behind it go on.
 */
class EventProcessor {

    /** More events waiting for a retry than this, and the readers wait too. */
    private static final int MOST_PARKED = 10_000;

    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(1);

    /** The database does not answer, which says nothing about the event. */
    static final class DatabaseAwayException extends RuntimeException {

        DatabaseAwayException(Throwable cause) {
            super("the database is away", cause);
        }
    }

    private final Inbox inbox;
    private final StoredDeadLetters deadLetters;
    private final List<Duration> retryDelays;
    private final ScheduledExecutorService retries;
    private final EventLog log;
    private final Set<String> parked = ConcurrentHashMap.newKeySet();

    EventProcessor(
            Inbox inbox,
            StoredDeadLetters deadLetters,
            List<Duration> retryDelays,
            ScheduledExecutorService retries,
            EventLog log) {
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.retryDelays = retryDelays;
        this.retries = retries;
        this.log = log;
    }

    /** Whether the entry waits here for a retry. */
    boolean holds(String domain, StreamEntry entry) {
        return parked.contains(key(domain, entry));
    }

    boolean full() {
        return parked.size() >= MOST_PARKED;
    }

    /**
     * Acts on an entry, now or later, and calls {@code done} when it may be acknowledged.
     *
     * @throws DatabaseAwayException while the database is away, which is no failure of the event
     */
    void process(String domain, StreamEntry entry, Consumer<StreamEntry> done) {
        attempt(domain, entry, 1, done);
    }

    private void attempt(String domain, StreamEntry entry, int attempt, Consumer<StreamEntry> done) {
        EventEnvelope event = entry.envelope();
        if (event == null || !event.supported()) {
            String error = event == null ? "not an event" : "version not understood";
            giveUp(domain, entry, error, attempt, done);
            return;
        }
        long start = System.nanoTime();
        try {
            if (inbox.apply(entry.channel(), event)) {
                log.handled(entry.channel(), event, EventLog.since(start));
            }
        } catch (Throwable e) {
            // An error, too: a handler that overflows the stack must not end the reader.
            if (EventFailure.isDatabaseAway(e)) {
                throw new DatabaseAwayException(e);
            }
            String error = EventFailure.describe(e);
            log.failed(entry.channel(), event, EventLog.since(start), error, attempt);
            if (attempt > retryDelays.size()) {
                giveUp(domain, entry, error, attempt, done);
            } else {
                Duration delay = retryDelays.get(attempt - 1);
                park(domain, entry, delay, () -> again(domain, entry, attempt + 1, done));
            }
            return;
        }
        finish(domain, entry, done);
    }

    private void again(String domain, StreamEntry entry, int attempt, Consumer<StreamEntry> done) {
        try {
            attempt(domain, entry, attempt, done);
        } catch (DatabaseAwayException e) {
            park(domain, entry, DATABASE_PAUSE, () -> again(domain, entry, attempt, done));
        }
    }

    private void giveUp(String domain, StreamEntry entry, String error, int attempts, Consumer<StreamEntry> done) {
        try {
            deadLetters.add(entry, error, attempts);
        } catch (RuntimeException e) {
            log.trouble("dead-letters");
            park(domain, entry, DATABASE_PAUSE, () -> giveUp(domain, entry, error, attempts, done));
            return;
        }
        finish(domain, entry, done);
    }

    private void finish(String domain, StreamEntry entry, Consumer<StreamEntry> done) {
        parked.remove(key(domain, entry));
        done.accept(entry);
    }

    private void park(String domain, StreamEntry entry, Duration delay, Runnable task) {
        parked.add(key(domain, entry));
        retries.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String key(String domain, StreamEntry entry) {
        return domain + '/' + entry.id();
    }
}

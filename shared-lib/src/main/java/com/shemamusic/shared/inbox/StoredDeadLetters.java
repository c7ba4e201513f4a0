package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.event.EventLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Keeps what could not be acted on in the table, and mirrors it to Redis as well as that goes. */
class StoredDeadLetters implements DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(StoredDeadLetters.class);
    private static final int MOST = 1_000;

    private final DeadLetterStore store;
    private final DeadLetterMirror mirror;
    private final Inbox inbox;
    private final EventLog log;

    StoredDeadLetters(DeadLetterStore store, DeadLetterMirror mirror, Inbox inbox, EventLog log) {
        this.store = store;
        this.mirror = mirror;
        this.inbox = inbox;
        this.log = log;
    }

    /** Keeps an entry; throws while the database is away, because then nothing is kept. */
    void add(StreamEntry entry, String error, int attempts) {
        EventEnvelope event = entry.envelope();
        // What is no envelope is kept as text, so that the table can hold it.
        String json = event == null
                ? EventJson.write(Map.of("unreadable", entry.json().replace("\0", "")))
                : entry.json();
        UUID id = event == null ? entry.fallbackId() : event.eventId();
        DeadLetter letter = store.add(id, entry.channel(), json, error, attempts);
        LOG.error("event {} of {} is dead after {} attempts: {}", id, entry.channel(), attempts, error);
        quietly(() -> mirror.push(letter));
    }

    @Override
    public List<DeadLetter> list() {
        return store.newest(MOST);
    }

    @Override
    public Replay replay(UUID eventId) {
        Optional<DeadLetter> letter = store.find(eventId);
        return letter.isEmpty() ? Replay.UNKNOWN : replay(letter.get());
    }

    private Replay replay(DeadLetter letter) {
        StreamEntry entry = new StreamEntry("", letter.channel(), EventJson.write(letter.event()));
        EventEnvelope event = entry.envelope();
        if (event == null || !event.supported()) {
            return Replay.FAILED;
        }
        long start = System.nanoTime();
        boolean applied;
        try {
            applied = inbox.apply(letter.channel(), event);
        } catch (RuntimeException e) {
            String error = EventFailure.describe(e);
            log.failed(letter.channel(), event, EventLog.since(start), error, letter.attempts() + 1);
            quietly(() -> mirror.remove(letter.eventId()));
            add(entry, error, 1);
            return Replay.FAILED;
        }
        store.replayed(letter.eventId());
        quietly(() -> mirror.remove(letter.eventId()));
        if (applied) {
            log.handled(letter.channel(), event, EventLog.since(start));
        }
        return applied ? Replay.APPLIED : Replay.ALREADY_APPLIED;
    }

    private void quietly(Runnable mirroring) {
        try {
            mirroring.run();
        } catch (DataAccessException e) {
            log.trouble("dead-letter-mirror");
        }
    }
}

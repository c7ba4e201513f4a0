package com.shemamusic.chat.message;

import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.session.Participant;
import com.shemamusic.chat.session.SessionErrors;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.event.EventPublisher.Notice;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Commits the messages of many senders together: whatever waits while one transaction is under way goes into the next. A single
 * sender never waits for others to come, and a crowd shares round trips and commits.
 */
@Component
class MessageWriter {

    /** The payload of {@code chat.message}: ids and places, no text. */
    record MessageEvent(
            UUID sessionId,
            long seq,
            UUID messageId,
            String senderRole,
            @Nullable UUID senderId) {}

    private record Key(UUID session, String clientId) {}

    private static final int MOST_AT_ONCE = 250;
    private static final int WRITERS = 2;

    private final Queue<Draft> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writing = new AtomicInteger();
    private final MessageStore store;
    private final EventPublisher events;
    private final Fanout fanout;
    private final Transactions transactions;

    MessageWriter(MessageStore store, EventPublisher events, Fanout fanout, Transactions transactions) {
        this.store = store;
        this.events = events;
        this.fanout = fanout;
        this.transactions = transactions;
    }

    /**
     * Returns when the message is committed.
     *
     * @throws ApiException 404 {@code CHAT_SESSION_NOT_FOUND}, 409 {@code CHAT_SESSION_CLOSED}
     */
    Ack write(UUID session, Participant sender, SendMessageRequest request) {
        Draft draft = Draft.of(session, sender, request);
        waiting.add(draft);
        if (enter()) {
            Thread.ofVirtual().name("chat-writer").start(this::work);
        }
        return draft.await();
    }

    private boolean enter() {
        int busy = writing.get();
        while (busy < WRITERS) {
            if (writing.compareAndSet(busy, busy + 1)) {
                return true;
            }
            busy = writing.get();
        }
        return false;
    }

    private void work() {
        do {
            try {
                for (List<Draft> batch = next(); !batch.isEmpty(); batch = next()) {
                    commit(batch);
                }
            } finally {
                // Also after an error that ends this thread, or nobody would write any more.
                writing.decrementAndGet();
            }
            // Somebody may have come between the last look and the leaving.
        } while (!waiting.isEmpty() && enter());
    }

    private List<Draft> next() {
        List<Draft> batch = new ArrayList<>();
        for (Draft draft = poll(batch); draft != null; draft = poll(batch)) {
            batch.add(draft);
        }
        return batch;
    }

    private @Nullable Draft poll(List<Draft> batch) {
        return batch.size() < MOST_AT_ONCE ? waiting.poll() : null;
    }

    private void commit(List<Draft> batch) {
        try {
            List<ChatMessage> stored = transactions.write(() -> put(batch));
            stored.forEach(message -> fanout.announceMessage(
                    message.sessionId(),
                    message,
                    message.seq(),
                    Objects.requireNonNullElse(message.clientMessageId(), "")));
            batch.forEach(Draft::finish);
        } catch (RuntimeException failure) {
            if (batch.size() == 1 || isOutage(failure)) {
                batch.forEach(draft -> draft.fail(failure));
            } else {
                // One that cannot be stored must not take the others with it.
                batch.forEach(draft -> commit(List.of(draft)));
            }
        }
    }

    private static boolean isOutage(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransactionException;
    }

    private List<ChatMessage> put(List<Draft> batch) {
        Set<UUID> sessions = new LinkedHashSet<>();
        batch.forEach(draft -> sessions.add(draft.session()));
        Map<UUID, Standing> standings = store.lock(sessions);
        MessageStore.Known found = store.known(
                batch.stream().map(Draft::session).toList(),
                batch.stream().map(Draft::clientId).toList());
        Map<Key, ChatMessage> known = new HashMap<>();
        found.messages().forEach(message -> known.put(key(message), message));
        List<ChatMessage> fresh = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Draft draft : batch) {
            Standing standing = standings.get(draft.session());
            ChatMessage stored = known.get(new Key(draft.session(), draft.clientId()));
            if (stored != null) {
                draft.becomes(Ack.of(stored, draft.clientId(), true));
            } else if (standing == null) {
                draft.refuse(SessionErrors.missing());
            } else if (standing.isClosed()) {
                draft.refuse(SessionErrors.closed());
            } else {
                ChatMessage message = draft.message(Ids.next(), standing, found.now());
                standing.take(message, found.now());
                known.put(key(message), message);
                fresh.add(message);
                notices.add(notice(message, standing, draft.requestId()));
                draft.becomes(Ack.of(message, draft.clientId(), false));
            }
        }
        save(fresh, standings, found.now(), notices);
        return fresh;
    }

    private void save(List<ChatMessage> fresh, Map<UUID, Standing> standings, OffsetDateTime at, List<Notice> notices) {
        if (!fresh.isEmpty()) {
            List<Standing> changed =
                    standings.values().stream().filter(Standing::isChanged).toList();
            store.store(fresh, changed, at);
            events.publishAll("chat.message", notices);
        }
    }

    private static Key key(ChatMessage message) {
        return new Key(message.sessionId(), Objects.requireNonNullElse(message.clientMessageId(), ""));
    }

    private static Notice notice(ChatMessage message, Standing standing, @Nullable String requestId) {
        MessageEvent data = new MessageEvent(
                message.sessionId(),
                message.seq(),
                message.messageId(),
                message.senderRole().text(),
                message.senderId());
        return new Notice(message.sessionId(), standing.version(), data, requestId);
    }
}

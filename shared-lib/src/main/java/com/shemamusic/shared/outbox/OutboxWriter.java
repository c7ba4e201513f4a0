package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.id.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes events into the outbox of the current transaction and nudges the relay after the commit. */
class OutboxWriter implements EventPublisher {

    private final OutboxStore store;
    private final String source;
    private final Runnable nudge;

    OutboxWriter(OutboxStore store, String source, Runnable nudge) {
        this.store = store;
        this.source = source;
        this.nudge = nudge;
    }

    @Override
    public void publish(String channel, UUID aggregateId, long aggregateVersion, Object data) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is published in the transaction of its change: " + channel);
        }
        EventEnvelope event = new EventEnvelope(
                Channels.eventType(channel),
                Ids.next(),
                EventEnvelope.VERSION,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                source,
                MDC.get("requestId"),
                aggregateId,
                aggregateVersion,
                EventJson.tree(data));
        store.insert(channel, event);
        nudgeAfterCommit();
    }

    private void nudgeAfterCommit() {
        Nudge synchronization = new Nudge(nudge);
        if (!TransactionSynchronizationManager.getSynchronizations().contains(synchronization)) {
            TransactionSynchronizationManager.registerSynchronization(synchronization);
        }
    }

    // Equal to every other nudge of the same relay, so that a transaction with a hundred events nudges once.
    private record Nudge(Runnable nudge) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            nudge.run();
        }
    }
}

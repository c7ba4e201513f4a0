package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.web.RequestContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        publishAll(channel, List.of(new Notice(aggregateId, aggregateVersion, data, MDC.get("requestId"))));
    }

    @Override
    public void publishAll(String channel, List<Notice> notices) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is published in the transaction of its change: " + channel);
        }
        if (!notices.isEmpty()) {
            store.insert(
                    channel,
                    notices.stream().map(notice -> envelope(channel, notice)).toList());
            nudgeAfterCommit();
        }
    }

    private EventEnvelope envelope(String channel, Notice notice) {
        return new EventEnvelope(
                Channels.eventType(channel),
                Ids.next(),
                EventEnvelope.VERSION,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                source,
                notice.requestId(),
                RequestContext.current().traceparent(),
                notice.aggregateId(),
                notice.aggregateVersion(),
                EventJson.tree(notice.data()));
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

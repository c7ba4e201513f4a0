package com.shemamusic.shared.inbox;

import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.trace.Traces;
import com.shemamusic.shared.web.RequestContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the handlers act on an event, once: their effect and the note that it happened commit together. */
class Inbox {

    private final InboxStore store;
    private final TransactionTemplate transaction;
    private final Traces traces;
    private final Map<String, List<EventHandler>> handlers = new HashMap<>();

    Inbox(InboxStore store, TransactionTemplate transaction, Traces traces, Collection<EventHandler> handlers) {
        this.traces = traces;
        this.store = store;
        this.transaction = transaction;
        for (EventHandler handler : handlers) {
            handler.channels()
                    .forEach(channel -> this.handlers
                            .computeIfAbsent(channel, key -> new ArrayList<>())
                            .add(handler));
        }
    }

    /** The domains whose streams are read. */
    Set<String> domains() {
        return handlers.keySet().stream().map(Channels::domain).collect(Collectors.toSet());
    }

    boolean wants(String channel) {
        return handlers.containsKey(channel);
    }

    Set<UUID> processed(Collection<UUID> eventIds) {
        return eventIds.isEmpty() ? Set.of() : store.processed(eventIds);
    }

    /** True when the handlers acted, false when they had before. */
    boolean apply(String channel, EventEnvelope event) {
        Traced work = traces.handle(channel, event.traceparent());
        // What a handler logs, publishes and calls belongs to the request that began it all.
        RequestContext context =
                RequestContext.of(event.requestId(), ErrorBodies.DEFAULT_LANGUAGE, work.traceparent(), null);
        try (Traced.Scope _ = work.open()) {
            return context.call(() -> Boolean.TRUE.equals(transaction.execute(status -> act(channel, event))));
        } catch (RuntimeException | Error failure) {
            work.failed(failure);
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            work.end();
        }
    }

    private boolean act(String channel, EventEnvelope event) {
        if (!store.note(event.eventId(), channel)) {
            return false;
        }
        handlers.getOrDefault(channel, List.of()).forEach(handler -> handler.handle(channel, event));
        return true;
    }
}

package com.shemamusic.shared.event;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Counts how often each event was acted on, and throws for those it is told to find poisonous. */
public final class CountingHandler implements EventHandler {

    private final Map<UUID, Integer> acted = new ConcurrentHashMap<>();
    private volatile Predicate<EventEnvelope> poison = event -> false;

    public CountingHandler poison(Predicate<EventEnvelope> events) {
        this.poison = events;
        return this;
    }

    @Override
    public Set<String> channels() {
        return Set.of(EventApp.CHANNEL);
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        if (poison.test(event)) {
            throw new IllegalStateException("cannot act for budi@example.com");
        }
        acted.merge(event.eventId(), 1, Integer::sum);
    }

    /** How many different events were acted on. */
    public int events() {
        return acted.size();
    }

    /** How often anything was acted on; more than {@link #events()} when something was done twice. */
    public int effects() {
        return acted.values().stream().mapToInt(Integer::intValue).sum();
    }
}

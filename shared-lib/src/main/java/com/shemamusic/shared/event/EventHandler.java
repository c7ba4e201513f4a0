package com.shemamusic.shared.event;

import java.util.Set;

/** Acts on events of other services; every bean of this type is called. */
public interface EventHandler {

    /** The channels this handler acts on, written out: {@code enrollment.approved}, no patterns. */
    Set<String> channels();

    /**
     * Acts on one event, in the transaction that also notes the event as processed: each event takes effect once. What it throws
     * rolls all handlers of this event back; it is tried again after 2, 4 and 8 seconds, then kept as a dead letter. Events
     * of one aggregate may arrive out of order: whoever keeps a copy compares {@link EventEnvelope#aggregateVersion()}.
     */
    void handle(String channel, EventEnvelope event);
}

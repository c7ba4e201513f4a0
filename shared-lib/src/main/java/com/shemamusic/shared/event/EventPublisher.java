package com.shemamusic.shared.event;

import java.util.UUID;

/** Tells the other services that something happened. */
public interface EventPublisher {

    /**
     * Writes the event into the outbox as part of the current transaction: it is sent after the commit, within milliseconds
     * while Redis is up and later otherwise; a rollback leaves nothing. Redis being down never makes this fail.
     *
     * @param channel {@code domain.action}, for example {@code enrollment.created}
     * @param aggregateVersion the version of the aggregate after this change
     * @param data a record or map of ids and states; written in camelCase, instants as ISO text, nulls included
     * @throws IllegalStateException without an active transaction
     */
    void publish(String channel, UUID aggregateId, long aggregateVersion, Object data);
}

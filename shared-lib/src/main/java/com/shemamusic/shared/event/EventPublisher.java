package com.shemamusic.shared.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * The same for many events of one channel, in one statement and in this order.
     *
     * @throws IllegalStateException without an active transaction
     */
    void publishAll(String channel, List<Notice> notices);

    /**
     * One event of many; what {@link #publish} takes.
     *
     * @param requestId the request that caused it, where one transaction works for several
     */
    record Notice(
            UUID aggregateId,
            long aggregateVersion,
            Object data,
            @Nullable String requestId) {}
}

package com.shemamusic.shared.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox table: the ids of the events that took effect. */
class InboxStore {

    private final JdbcClient jdbc;
    private final String table;

    InboxStore(JdbcClient jdbc, String tablesPrefix) {
        this.jdbc = jdbc;
        this.table = tablesPrefix + "_inbox";
    }

    /** Notes an event as processed; false when it already was. Waits for another transaction that is processing it. */
    boolean note(UUID eventId, String channel) {
        return jdbc.sql("insert into %s (event_id, channel) values (:id, :channel) on conflict do nothing"
                                .formatted(table))
                        .param("id", eventId)
                        .param("channel", channel)
                        .update()
                == 1;
    }

    /** Those of the events that were processed before: a look that saves transactions, not the guard. */
    Set<UUID> processed(Collection<UUID> eventIds) {
        return new HashSet<>(
                jdbc.sql("select event_id from %s where event_id = any(cast(:ids as uuid[]))".formatted(table))
                        .param("ids", eventIds.stream().map(UUID::toString).toArray(String[]::new))
                        .query(UUID.class)
                        .list());
    }

    int prune(Duration keep) {
        return jdbc.sql("delete from %s where processed_at < now() - :keep * interval '1 millisecond'".formatted(table))
                .param("keep", keep.toMillis())
                .update();
    }
}

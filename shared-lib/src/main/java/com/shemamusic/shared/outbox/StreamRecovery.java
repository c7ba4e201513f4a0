package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.outbox.EventStreams.Check;
import com.shemamusic.shared.outbox.OutboxStore.Sent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamInfo;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Appends again what Redis has lost: restarted empty, restored from an old snapshot, or replaced by a replica that was behind.
 *
 * <p>Under a lock on the stream, every sent row that is not settled is looked up by its entry id; what the stream does not have
 * is appended as a repeat. Settled rows are those that every consumer group has and that were trimmed or may be: they are
 * marked in the database before they are trimmed, so a trimmed entry is never taken for a lost one. All claims are broken first:
 * a relay that appended to the old Redis and has not recorded it yet cannot record it any more, and sends again. Consumers that
 * have acted on a repeat know it by its event id. Groups seen before are made again, so that nothing is trimmed before a
 * consumer that is down has had it.
 */
class StreamRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRecovery.class);
    private static final int PAGE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final OutboxStore store;
    private final EventStreams streams;
    private final StringRedisTemplate redis;
    private final Map<String, Set<String>> groups = new ConcurrentHashMap<>();

    StreamRecovery(OutboxStore store, EventStreams streams, StringRedisTemplate redis) {
        this.store = store;
        this.streams = streams;
        this.redis = redis;
    }

    /** Compares the stream with the outbox; false when another replica is doing it. */
    boolean recover(String domain) {
        List<Check> begun = streams.begin(domain, UUID.randomUUID().toString());
        if (begun.isEmpty()) {
            return false;
        }
        Check check = begun.getFirst();
        createGroups(domain);
        store.breakClaims(domain);
        int repeated = 0;
        UUID last = FIRST;
        List<Sent> page;
        do {
            page = store.unsettled(domain, last, PAGE);
            repeated += repeatMissing(domain, check, page);
            last = page.isEmpty() ? last : page.getLast().row().id();
        } while (page.size() == PAGE);
        streams.end(domain, check);
        if (repeated > 0) {
            LOG.warn("Redis had lost {} entries of the stream of {}; they are appended again", repeated, domain);
        }
        return true;
    }

    /** Remembers the groups of a stream, to make them again when Redis forgets them. */
    void remember(String domain, StreamInfo.XInfoGroups present) {
        Set<String> names = groups.computeIfAbsent(domain, key -> ConcurrentHashMap.newKeySet());
        present.forEach(group -> names.add(group.groupName()));
    }

    private int repeatMissing(String domain, Check check, List<Sent> page) {
        if (page.isEmpty()) {
            return 0;
        }
        Set<String> missing = new HashSet<>(
                streams.missing(domain, check, page.stream().map(Sent::streamId).toList()));
        List<OutboxRow> lost = page.stream()
                .filter(sent -> missing.contains(sent.streamId()))
                .map(Sent::row)
                .toList();
        if (!lost.isEmpty()) {
            store.moved(streams.repeat(domain, check, lost));
        }
        return lost.size();
    }

    private void createGroups(String domain) {
        for (String group : groups.getOrDefault(domain, Set.of())) {
            try {
                redis.opsForStream().createGroup(Channels.stream(domain), ReadOffset.from("0"), group);
            } catch (DataAccessException e) {
                LOG.debug("group {} of {} exists", group, domain);
            }
        }
    }
}

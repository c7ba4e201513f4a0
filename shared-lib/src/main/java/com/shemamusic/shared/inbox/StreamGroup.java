package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.redis.LuaScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The service's group on one stream, seen by one consumer. */
class StreamGroup {

    private static final int BATCH = 50;

    // Takes over what another consumer left, and forgets consumers that have nothing and have been silent for an hour.
    private static final LuaScript CLAIM = new LuaScript("""
            local consumers = redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
            for _, fields in ipairs(consumers) do
              local c = {}
              for i = 1, #fields, 2 do c[fields[i]] = fields[i + 1] end
              if c['pending'] == 0 and c['idle'] > 3600000 and c['name'] ~= ARGV[2] then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], c['name'])
              end
            end
            local claimed = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], 'COUNT', 50)
            return {claimed[1], claimed[2]}
            """);

    /** Entries taken over, and where to go on; {@code 0-0} at the end. */
    record Claimed(String cursor, List<StreamEntry> entries) {}

    private final StringRedisTemplate redis;
    private final String stream;
    private final String group;
    private final String consumer;

    StreamGroup(StringRedisTemplate redis, String domain, String group, String consumer) {
        this.redis = redis;
        this.stream = Channels.stream(domain);
        this.group = group;
        this.consumer = consumer;
    }

    /** Makes the group, at the beginning of the stream: what was said before the service first ran concerns it too. */
    void create() {
        try {
            redis.opsForStream().createGroup(stream, ReadOffset.from("0"), group);
        } catch (DataAccessException e) {
            if (!mentions(e, "BUSYGROUP")) {
                throw e;
            }
        }
    }

    /** Waits for new entries. */
    List<StreamEntry> readNew(RedisConnection connection, Duration block) {
        return read(connection, StreamReadOptions.empty().count(BATCH).block(block), ReadOffset.lastConsumed());
    }

    /** Entries this consumer was given and has not acknowledged, after the given one. */
    List<StreamEntry> readPending(RedisConnection connection, String after) {
        return read(connection, StreamReadOptions.empty().count(BATCH), ReadOffset.from(after));
    }

    /** Takes over entries of consumers that have been silent for the given time. */
    Claimed claim(String cursor, Duration idle) {
        List<?> reply =
                CLAIM.run(redis, List.of(stream), List.of(group, consumer, String.valueOf(idle.toMillis()), cursor));
        List<StreamEntry> entries = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(reply.get(1))) {
            StreamEntry parsed = StreamEntry.of(entry);
            if (parsed != null) {
                entries.add(parsed);
            }
        }
        return new Claimed(String.valueOf(reply.get(0)), entries);
    }

    void acknowledge(Collection<StreamEntry> entries) {
        if (!entries.isEmpty()) {
            redis.opsForStream()
                    .acknowledge(
                            stream, group, entries.stream().map(StreamEntry::id).toArray(String[]::new));
        }
    }

    /** Whether Redis says that the group does not exist, which it does after it has lost its data. */
    static boolean isMissing(Throwable failure) {
        return mentions(failure, "NOGROUP");
    }

    @SuppressWarnings("unchecked") // one stream: the generic array of the variable arguments has one element
    private List<StreamEntry> read(RedisConnection connection, StreamReadOptions options, ReadOffset offset) {
        List<ByteRecord> records = connection
                .streamCommands()
                .xReadGroup(Consumer.from(group, consumer), options, StreamOffset.create(bytes(stream), offset));
        return records == null
                ? List.of()
                : records.stream().map(StreamEntry::of).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean mentions(@Nullable Throwable failure, String word) {
        return failure != null
                && (String.valueOf(failure.getMessage()).contains(word) || mentions(failure.getCause(), word));
    }
}

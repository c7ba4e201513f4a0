package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.Channels;
import com.shemamusic.shared.redis.LuaScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The streams of this service in Redis. Beside each stream stands a mark: the run id of the Redis process in which the stream
 * was last compared with the outbox. Redis empty, restored from a snapshot, or replaced by a replica has another run id or no
 * mark, and then appending is refused by the script itself until the comparison is made.
 */
class EventStreams {

    /** One comparison in progress: the lock's token and the Redis process it is made in. */
    record Check(String token, String runId) {}

    private static final String LOCK_MILLIS = "30000";
    private static final String MARK_MILLIS = "86400000";

    private static final String RUN_ID = "local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')\n";

    // Appends and announces in one step, or answers with nothing when the stream has to be compared first.
    private static final LuaScript APPEND = new LuaScript(RUN_ID + """
            local ids = {}
            if redis.call('GET', KEYS[2]) ~= run then return ids end
            for i = 1, #ARGV, 2 do
              ids[#ids + 1] = redis.call('XADD', KEYS[1], '*', 'channel', ARGV[i], 'event', ARGV[i + 1])
              redis.call('PUBLISH', ARGV[i], ARGV[i + 1])
            end
            return ids
            """);

    private static final LuaScript CHECKED = new LuaScript(RUN_ID + """
            if redis.call('GET', KEYS[2]) == run then return {'yes'} end
            return {}
            """);

    private static final LuaScript BEGIN = new LuaScript(RUN_ID + """
            if redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', %s) then return {run} end
            return {}
            """.formatted(LOCK_MILLIS));

    private static final String GUARD = RUN_ID + """
            if redis.call('GET', KEYS[3]) ~= ARGV[1] or run ~= ARGV[2] then
              return redis.error_reply('SHEMA the check of this stream was overtaken')
            end
            redis.call('PEXPIRE', KEYS[3], %s)
            """.formatted(LOCK_MILLIS);

    private static final LuaScript MISSING = new LuaScript(GUARD + """
            local missing = {}
            for i = 3, #ARGV do
              if #redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i]) == 0 then missing[#missing + 1] = ARGV[i] end
            end
            return missing
            """);

    private static final LuaScript REPEAT = new LuaScript(GUARD + """
            local ids = {}
            for i = 3, #ARGV, 2 do
              ids[#ids + 1] =
                  redis.call('XADD', KEYS[1], '*', 'channel', ARGV[i], 'event', ARGV[i + 1], 'repeat', 'true')
            end
            return ids
            """);

    private static final LuaScript END = new LuaScript(GUARD + """
            redis.call('SET', KEYS[2], run, 'PX', %s)
            redis.call('DEL', KEYS[3])
            return {}
            """.formatted(MARK_MILLIS));

    private static final LuaScript TRIM =
            new LuaScript("redis.call('XTRIM', KEYS[1], 'MINID', '=', ARGV[1])\nreturn {}");

    private final StringRedisTemplate redis;

    EventStreams(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Appends and announces; the answer is empty when the stream has to be compared with the outbox first. */
    Map<OutboxRow, String> append(String domain, List<OutboxRow> rows) {
        return zip(rows, APPEND.texts(redis, keys(domain), fields(rows, List.of())));
    }

    /** Whether this Redis process has been compared with the outbox. */
    boolean checked(String domain) {
        return !CHECKED.run(redis, keys(domain), List.of()).isEmpty();
    }

    /** Takes the lock of the stream; the answer is empty when another replica has it. */
    List<Check> begin(String domain, String token) {
        return BEGIN.texts(redis, keys(domain), List.of(token)).stream()
                .map(run -> new Check(token, run))
                .toList();
    }

    /** Those of the entry ids that the stream does not have. */
    List<String> missing(String domain, Check check, List<String> streamIds) {
        List<String> arguments = new ArrayList<>(List.of(check.token(), check.runId()));
        arguments.addAll(streamIds);
        return MISSING.texts(redis, keys(domain), arguments);
    }

    /** Appends again, marked as repeats and without an announcement, so that live listeners do not show them twice. */
    Map<OutboxRow, String> repeat(String domain, Check check, List<OutboxRow> rows) {
        return zip(rows, REPEAT.texts(redis, keys(domain), fields(rows, List.of(check.token(), check.runId()))));
    }

    /** Sets the mark and gives the lock back. */
    void end(String domain, Check check) {
        END.run(redis, keys(domain), List.of(check.token(), check.runId()));
    }

    /** Removes the entries before the given one. */
    void trim(String domain, StreamId before) {
        TRIM.run(redis, List.of(Channels.stream(domain)), List.of(before.toString()));
    }

    // The braces put mark and lock into the hash slot of the stream, so that one script may touch all three.
    private static List<String> keys(String domain) {
        String stream = Channels.stream(domain);
        return List.of(stream, "{" + stream + "}:checked", "{" + stream + "}:lock");
    }

    private static List<String> fields(List<OutboxRow> rows, List<String> before) {
        List<String> fields = new ArrayList<>(before);
        for (OutboxRow row : rows) {
            fields.add(row.channel());
            fields.add(row.payload());
        }
        return fields;
    }

    private static Map<OutboxRow, String> zip(List<OutboxRow> rows, List<String> ids) {
        Map<OutboxRow, String> streamIds = LinkedHashMap.newLinkedHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            streamIds.put(rows.get(i), ids.get(i));
        }
        return streamIds;
    }
}

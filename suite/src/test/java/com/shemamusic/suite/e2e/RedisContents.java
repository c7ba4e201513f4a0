package com.shemamusic.suite.e2e;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that stands in a Redis, as text by key. */
final class RedisContents {

    private static final int PART = 1_000;

    private RedisContents() {}

    static Map<String, String> of(int port) {
        Map<String, String> contents = new LinkedHashMap<>();
        try (RedisClient client = RedisClient.create(RedisURI.create("localhost", port))) {
            RedisCommands<String, String> redis = client.connect().sync();
            ScanCursor cursor = ScanCursor.INITIAL;
            do {
                KeyScanCursor<String> part = redis.scan(cursor, ScanArgs.Builder.limit(PART));
                part.getKeys().forEach(key -> contents.put(key, key + " " + value(redis, key)));
                cursor = part;
            } while (!cursor.isFinished());
        }
        return contents;
    }

    private static String value(RedisCommands<String, String> redis, String key) {
        return switch (redis.type(key)) {
            case "string" -> String.valueOf(redis.get(key));
            case "list" -> String.join(" ", redis.lrange(key, 0, -1));
            case "set" -> String.join(" ", redis.smembers(key));
            case "zset" -> String.join(" ", redis.zrange(key, 0, -1));
            case "hash" -> redis.hgetall(key).toString();
            case "stream" ->
                redis.xrange(key, Range.unbounded()).stream()
                        .map(StreamMessage::getBody)
                        .map(Map::toString)
                        .collect(Collectors.joining(" "));
            default -> "";
        };
    }
}

package com.shemamusic.shared.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.redis.LuaScript;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The list {@code events:dead_letter}: the newest 10 000 dead letters of all services, newest first, rebuilt from the tables. */
class DeadLetterMirror {

    private record Entry(String service, JsonNode event, String error, Instant failedAt) {}

    private static final String LIST = "events:dead_letter";
    private static final String LOCK = "{events:dead_letter}:lock:";
    private static final int LENGTH = 10_000;
    private static final Duration LOCK_TIME = Duration.ofSeconds(10);

    private static final LuaScript PUSH = new LuaScript("""
            redis.call(ARGV[1], KEYS[1], ARGV[2])
            redis.call('LTRIM', KEYS[1], 0, %d)
            return {}
            """.formatted(LENGTH - 1));

    // The entries of one service begin alike; counted there, because the list may be long.
    private static final LuaScript COUNT = new LuaScript("""
            local own = 0
            local all = redis.call('LRANGE', KEYS[1], 0, -1)
            for i = 1, #all do
              if string.sub(all[i], 1, #ARGV[1]) == ARGV[1] then own = own + 1 end
            end
            return {tostring(own), tostring(#all)}
            """);

    private final StringRedisTemplate redis;
    private final DeadLetterStore store;
    private final String service;

    DeadLetterMirror(StringRedisTemplate redis, DeadLetterStore store, String service) {
        this.redis = redis;
        this.store = store;
        this.service = service;
    }

    void push(DeadLetter letter) {
        PUSH.run(redis, List.of(LIST), List.of("LPUSH", write(letter)));
    }

    /** Takes out what was replayed. */
    void remove(UUID eventId) {
        own().stream()
                .filter(text -> eventId.toString().equals(eventId(text)))
                .forEach(text -> redis.opsForList().remove(LIST, 0, text));
    }

    /** Puts back what the table has and the list has lost; costs one look while nothing is missing. */
    void rebuild(int expected) {
        if (expected == 0) {
            return;
        }
        List<String> counts = COUNT.texts(redis, List.of(LIST), List.of(prefix()));
        boolean full = Integer.parseInt(counts.get(1)) >= LENGTH;
        if (full || Integer.parseInt(counts.get(0)) >= expected || !lock()) {
            return;
        }
        Set<String> present =
                new HashSet<>(own().stream().map(DeadLetterMirror::eventId).toList());
        store.newest(LENGTH).stream()
                .filter(letter -> !present.contains(eventIdOf(letter)))
                .forEach(letter -> PUSH.run(redis, List.of(LIST), List.of("RPUSH", write(letter))));
        redis.delete(LOCK + service);
    }

    private boolean lock() {
        return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(LOCK + service, "", LOCK_TIME));
    }

    private List<String> own() {
        List<String> all = redis.opsForList().range(LIST, 0, -1);
        return all == null
                ? List.of()
                : all.stream().filter(text -> text.startsWith(prefix())).toList();
    }

    private String prefix() {
        return "{\"service\":\"" + service + "\",";
    }

    private String write(DeadLetter letter) {
        return EventJson.write(new Entry(service, letter.event(), letter.error(), letter.failedAt()));
    }

    private static String eventId(String text) {
        return EventJson.read(text, JsonNode.class).at("/event/eventId").asText();
    }

    private static String eventIdOf(DeadLetter letter) {
        return letter.event().at("/eventId").asText();
    }
}

package com.shemamusic.gateway.cache;

import com.shemamusic.gateway.redis.RedisPresence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What keys in Redis hold now. Callers who come while a question is on its way share the next one. */
@Component
final class Generations {

    /** What is told when a key holds nothing or Redis does not answer: no generation is called so. */
    static final String UNKNOWN = "";

    private final Map<String, Question> questions = new ConcurrentHashMap<>();
    private final ReactiveStringRedisTemplate redis;
    private final RedisPresence presence;

    Generations(ReactiveStringRedisTemplate redis, RedisPresence presence) {
        this.redis = redis;
        this.presence = presence;
    }

    /** The value of a key, read after this call, or {@link #UNKNOWN}; comes on a thread of the Redis client. */
    Mono<String> current(String key) {
        return questions.computeIfAbsent(key, Question::new).ask();
    }

    private final class Question {
        private final String key;
        private Sinks.One<String> next = Sinks.one();
        private boolean awaited;
        private boolean onItsWay;

        Question(String key) {
            this.key = key;
        }

        Mono<String> ask() {
            Mono<String> answer;
            synchronized (this) {
                answer = next.asMono();
                awaited = true;
            }
            send();
            return answer;
        }

        // Only what was asked for before it is sent is answered by it: a change acknowledged earlier is in the value.
        private void send() {
            Sinks.One<String> these;
            synchronized (this) {
                if (onItsWay || !awaited) {
                    return;
                }
                onItsWay = true;
                awaited = false;
                these = next;
                next = Sinks.one();
            }
            redis.opsForValue()
                    .get(key)
                    .timeout(RedisPresence.PATIENCE)
                    .doOnError(presence::isMissed)
                    .onErrorReturn(UNKNOWN)
                    .defaultIfEmpty(UNKNOWN)
                    .subscribe(value -> {
                        these.tryEmitValue(value);
                        synchronized (this) {
                            onItsWay = false;
                        }
                        send();
                    });
        }
    }
}

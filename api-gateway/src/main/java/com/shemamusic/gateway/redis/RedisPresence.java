package com.shemamusic.gateway.redis;

import io.lettuce.core.event.connection.ConnectionDeactivatedEvent;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps requests from finding out one after the other that Redis is away: it is looked for apart from them. */
@Component
public final class RedisPresence implements DisposableBean {

    /** How long a request waits for Redis. */
    public static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Logger LOG = LoggerFactory.getLogger(RedisPresence.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private final ReactiveStringRedisTemplate redis;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong losses = new AtomicLong();
    private final Disposable watching;

    RedisPresence(ReactiveStringRedisTemplate redis, ClientResources client) {
        this.redis = redis;
        this.watching = client.eventBus()
                .get()
                .filter(ConnectionDeactivatedEvent.class::isInstance)
                .subscribe(lost -> losses.incrementAndGet());
    }

    /** Whether it did not answer lately. */
    public boolean isAway() {
        return away.get();
    }

    /** How often it was lost so far: one that came back may have an older state. */
    public long losses() {
        return losses.get();
    }

    /** Somebody waited for it in vain. */
    public void isMissed(Throwable failure) {
        losses.incrementAndGet();
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "Redis does not answer, it is done without: {}",
                    failure.getClass().getSimpleName());
            Flux.interval(LOOK_AGAIN)
                    .onBackpressureDrop()
                    .concatMap(tick -> answers(), 1)
                    .filter(there -> there)
                    .next()
                    .subscribe(back -> away.set(false));
        }
    }

    private Mono<Boolean> answers() {
        return redis.hasKey("gateway:limit:probe")
                .thenReturn(true)
                .timeout(PATIENCE)
                .onErrorReturn(false);
    }

    @Override
    public void destroy() {
        watching.dispose();
    }
}

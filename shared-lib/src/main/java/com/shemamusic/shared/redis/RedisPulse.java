package com.shemamusic.shared.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis answers. Once a command has waited in vain no other one waits: each fails at once, and is not sent, so that
 * it is not carried out late either, until a ping apart from them is answered. A connection that is gone fails by itself;
 * this is for one that is open and silent.
 */
final class RedisPulse extends TimeoutOptions.TimeoutSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisPulse.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long NONE = -1;

    /** The ping itself, the way to another master, and with what live events find out whether their connection is silent. */
    private static final Set<ProtocolKeyword> LET_THROUGH = Set.of(
            CommandType.PING,
            CommandType.SENTINEL,
            CommandType.SUBSCRIBE,
            CommandType.PSUBSCRIBE,
            CommandType.UNSUBSCRIBE,
            CommandType.PUNSUBSCRIBE);

    private final Duration timeout;
    private final BooleanSupplier ping;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param timeout of a command
     * @param ping whether Redis answers; takes no longer than a command may
     */
    RedisPulse(Duration timeout, BooleanSupplier ping) {
        this.timeout = timeout;
        this.ping = ping;
    }

    // Lettuce asks before it sends a command, and sends none that is completed.
    @Override
    public long getTimeout(RedisCommand<?, ?, ?> command) {
        if (LET_THROUGH.contains(command.getType())) {
            return NONE;
        }
        if (away.get()) {
            command.completeExceptionally(new RedisConnectionException("Redis does not answer"));
            return NONE;
        }
        if (command instanceof CompleteableCommand<?> observed) {
            observed.onComplete((answer, failure) -> heed(failure));
        }
        return timeout.toMillis();
    }

    @Override
    public TimeUnit getTimeUnit() {
        return TimeUnit.MILLISECONDS;
    }

    // Whoever waits for an answer may give up before the timeout does. A caller who went away looks the same: a ping
    // tells.
    private void heed(@Nullable Throwable failure) {
        boolean inVain = failure instanceof RedisCommandTimeoutException || failure instanceof CancellationException;
        if (inVain && !closed && away.compareAndSet(false, true)) {
            Thread.ofVirtual().name("redis-pulse").start(this::lookUntilBack);
        }
    }

    private void lookUntilBack() {
        boolean silent = false;
        while (!closed && !ping.getAsBoolean()) {
            if (!silent) {
                LOG.warn("Redis does not answer: nothing waits for it until it does");
                silent = true;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        away.set(false);
        if (silent && !closed) {
            LOG.info("Redis answers again");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

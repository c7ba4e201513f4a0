package com.shemamusic.shared.inbox;

import com.shemamusic.shared.event.EventAutoConfiguration;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.shared.event.EventLog;
import com.shemamusic.shared.event.EventProperties;
import com.shemamusic.shared.event.TablesPrefix;
import com.shemamusic.shared.job.ClusterJobs;
import com.shemamusic.shared.job.JobAutoConfiguration;
import com.shemamusic.shared.redis.BlockingRedis;
import com.shemamusic.shared.trace.Traces;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Consuming: the inbox, the dead letters, and the readers unless events are disabled. */
@AutoConfiguration(
        after = {
            EventAutoConfiguration.class,
            JobAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            RedisAutoConfiguration.class
        })
@ConditionalOnClass({JdbcClient.class, LettuceConnectionFactory.class})
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class, LettuceConnectionFactory.class})
@Conditional(TablesPrefix.Present.class)
public class InboxAutoConfiguration {

    private static final Duration ANSWER = Duration.ofSeconds(3);

    @Bean
    InboxStore inboxStore(JdbcClient jdbc, TablesPrefix prefix) {
        return new InboxStore(jdbc, prefix.value());
    }

    @Bean
    DeadLetterStore deadLetterStore(JdbcClient jdbc, TablesPrefix prefix) {
        return new DeadLetterStore(jdbc, prefix.value());
    }

    @Bean
    Inbox inbox(
            InboxStore store,
            PlatformTransactionManager transactions,
            ObjectProvider<Traces> traces,
            ObjectProvider<EventHandler> handlers) {
        return new Inbox(
                store,
                new TransactionTemplate(transactions),
                traces.getIfAvailable(() -> Traces.NONE),
                handlers.orderedStream().toList());
    }

    @Bean
    DeadLetterMirror deadLetterMirror(
            StringRedisTemplate redis, DeadLetterStore store, @Value("${spring.application.name}") String service) {
        return new DeadLetterMirror(redis, store, service);
    }

    @Bean
    StoredDeadLetters deadLetters(DeadLetterStore store, DeadLetterMirror mirror, Inbox inbox, EventLog log) {
        return new StoredDeadLetters(store, mirror, inbox, log);
    }

    @Bean
    @ConditionalOnProperty(name = "shema.events.enabled", matchIfMissing = true)
    BlockingRedis blockingRedis(LettuceConnectionFactory redis, EventProperties properties) {
        return new BlockingRedis(redis, properties.readBlock().plus(ANSWER));
    }

    @Bean
    @ConditionalOnProperty(name = "shema.events.enabled", matchIfMissing = true)
    EventConsumers eventConsumers(
            StringRedisTemplate redis,
            BlockingRedis blocking,
            Inbox inbox,
            InboxStore inboxStore,
            StoredDeadLetters deadLetters,
            DeadLetterStore deadLetterStore,
            DeadLetterMirror mirror,
            EventProperties properties,
            ClusterJobs jobs,
            EventLog log,
            @Value("${spring.application.name}") String service) {
        ScheduledExecutorService retries = Executors.newScheduledThreadPool(
                2, Thread.ofVirtual().name("event-retry-", 0).factory());
        EventProcessor processor = new EventProcessor(inbox, deadLetters, properties.retryDelays(), retries, log);
        return new EventConsumers(
                EventConsumers.readers(redis, blocking, inbox, processor, properties, log, service),
                retries,
                inboxStore,
                deadLetterStore,
                mirror,
                properties,
                jobs,
                log);
    }
}

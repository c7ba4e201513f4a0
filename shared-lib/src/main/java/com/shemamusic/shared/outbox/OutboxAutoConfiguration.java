package com.shemamusic.shared.outbox;

import com.shemamusic.shared.event.EventAutoConfiguration;
import com.shemamusic.shared.event.EventLog;
import com.shemamusic.shared.event.EventProperties;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.event.TablesPrefix;
import com.shemamusic.shared.job.ClusterJobs;
import com.shemamusic.shared.job.JobAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Publishing: the outbox of a service with tables, and the relay unless events are disabled. */
@AutoConfiguration(
        after = {
            EventAutoConfiguration.class,
            JobAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            RedisAutoConfiguration.class
        })
@ConditionalOnClass({JdbcClient.class, RedisConnectionFactory.class})
@ConditionalOnBean({JdbcClient.class, RedisConnectionFactory.class})
@Conditional(TablesPrefix.Present.class)
public class OutboxAutoConfiguration {

    @Bean
    OutboxStore outboxStore(JdbcClient jdbc, TablesPrefix prefix) {
        return new OutboxStore(jdbc, prefix.value());
    }

    @Bean
    @ConditionalOnMissingBean(EventPublisher.class)
    OutboxWriter outboxWriter(
            OutboxStore store, @Value("${spring.application.name}") String source, ObjectProvider<OutboxRelay> relay) {
        return new OutboxWriter(store, source, () -> relay.ifAvailable(OutboxRelay::nudge));
    }

    @Bean
    @ConditionalOnProperty(name = "shema.events.enabled", matchIfMissing = true)
    OutboxRelay outboxRelay(
            OutboxStore store,
            EventStreams streams,
            StreamRecovery recovery,
            EventProperties properties,
            EventLog log) {
        return new OutboxRelay(store, streams, recovery, properties, log);
    }

    @Bean
    EventStreams eventStreams(StringRedisTemplate redis) {
        return new EventStreams(redis);
    }

    @Bean
    StreamRecovery streamRecovery(OutboxStore store, EventStreams streams, StringRedisTemplate redis) {
        return new StreamRecovery(store, streams, redis);
    }

    @Bean
    @ConditionalOnProperty(name = "shema.events.enabled", matchIfMissing = true)
    OutboxUpkeep outboxUpkeep(
            OutboxStore store,
            OutboxRelay relay,
            EventStreams streams,
            StreamRecovery recovery,
            StringRedisTemplate redis,
            EventProperties properties,
            ClusterJobs jobs,
            EventLog log) {
        StreamTrimmer trimmer = new StreamTrimmer(store, streams, recovery, redis, properties.streamKeep());
        return new OutboxUpkeep(store, relay, trimmer, properties, jobs, log);
    }
}

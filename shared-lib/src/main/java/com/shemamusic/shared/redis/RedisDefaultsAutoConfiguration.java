package com.shemamusic.shared.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Redis is a help, not a need: a command gets 500 ms, none waits for a connection that is gone or after another has waited in
 * vain, and a silent link is noticed within 30 seconds.
 */
@AutoConfiguration(before = RedisAutoConfiguration.class)
@ConditionalOnClass({LettuceConnectionFactory.class, ClientOptions.class})
public class RedisDefaultsAutoConfiguration {

    private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SHORTEST_RECONNECT = Duration.ofMillis(50);
    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(2);

    @Bean
    LettuceClientConfigurationBuilderCustomizer redisTimeout() {
        return builder -> builder.commandTimeout(COMMAND_TIMEOUT);
    }

    // In a Cluster one silent node must not keep the others from being asked.
    @Bean
    RedisPulse redisPulse(ObjectProvider<LettuceConnectionFactory> redis) {
        return new RedisPulse(COMMAND_TIMEOUT, () -> {
            LettuceConnectionFactory factory = redis.getObject();
            return factory.isClusterAware() || answers(factory);
        });
    }

    private static boolean answers(LettuceConnectionFactory redis) {
        try (RedisConnection connection = redis.getConnection()) {
            return connection.ping() != null;
        } catch (DataAccessException | IllegalStateException away) {
            return false;
        }
    }

    // Keep-alive finds a link that is silent while idle, the user timeout one that is silent while data waits for an
    // answer.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    LettuceClientOptionsBuilderCustomizer redisOptions(RedisPulse pulse) {
        SocketOptions sockets = SocketOptions.builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(Duration.ofSeconds(13))
                        .interval(Duration.ofSeconds(13))
                        .count(3)
                        .build())
                // Only the native transport knows it; without one Lettuce would warn at every connection.
                .tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                        .enable(EpollProvider.isAvailable())
                        .tcpUserTimeout(Duration.ofSeconds(20))
                        .build())
                .build();
        return builder -> builder.socketOptions(sockets)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(1_000)
                .timeoutOptions(TimeoutOptions.builder().timeoutSource(pulse).build());
    }

    // The default would try again only every 30 seconds after a longer outage.
    @Bean
    ClientResourcesBuilderCustomizer redisReconnect() {
        return builder -> builder.reconnectDelay(Delay.equalJitter(
                SHORTEST_RECONNECT, LONGEST_RECONNECT, SHORTEST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS));
    }
}

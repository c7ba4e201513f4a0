package com.shemamusic.shared.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/** Connections of their own for reads that wait in Redis longer than an ordinary command may take. */
public final class BlockingRedis implements DisposableBean {

    private final LettuceConnectionFactory factory;

    /**
     * Connects to the same Redis as the given factory.
     *
     * @param timeout of a command, its waiting included
     */
    public BlockingRedis(LettuceConnectionFactory like, Duration timeout) {
        factory =
                new LettuceConnectionFactory(configuration(like), new Patient(like.getClientConfiguration(), timeout));
        factory.setShareNativeConnection(false);
        factory.afterPropertiesSet();
        factory.start();
    }

    /** A new connection; the caller closes it. */
    public RedisConnection connect() {
        return factory.getConnection();
    }

    @Override
    public void destroy() {
        factory.destroy();
    }

    private static RedisConfiguration configuration(LettuceConnectionFactory like) {
        if (like.getClusterConfiguration() != null) {
            return like.getClusterConfiguration();
        }
        if (like.getSentinelConfiguration() != null) {
            return like.getSentinelConfiguration();
        }
        return Objects.requireNonNull(like.getStandaloneConfiguration());
    }

    private record Patient(LettuceClientConfiguration like, Duration timeout) implements LettuceClientConfiguration {

        @Override
        public Duration getCommandTimeout() {
            return timeout;
        }

        @Override
        public boolean isUseSsl() {
            return like.isUseSsl();
        }

        @Override
        @SuppressWarnings("deprecation")
        public boolean isVerifyPeer() {
            return like.isVerifyPeer();
        }

        @Override
        public SslVerifyMode getVerifyMode() {
            return like.getVerifyMode();
        }

        @Override
        public boolean isStartTls() {
            return like.isStartTls();
        }

        @Override
        public Optional<ClientResources> getClientResources() {
            return like.getClientResources();
        }

        // What waits here waits on purpose.
        @Override
        public Optional<ClientOptions> getClientOptions() {
            return like.getClientOptions()
                    .map(options -> options.mutate()
                            .timeoutOptions(TimeoutOptions.enabled())
                            .build());
        }

        @Override
        public Optional<String> getClientName() {
            return like.getClientName();
        }

        @Override
        public Optional<ReadFrom> getReadFrom() {
            return Optional.empty();
        }

        @Override
        public Optional<RedisCredentialsProviderFactory> getRedisCredentialsProviderFactory() {
            return like.getRedisCredentialsProviderFactory();
        }

        @Override
        public Duration getShutdownTimeout() {
            return like.getShutdownTimeout();
        }

        @Override
        public Duration getShutdownQuietPeriod() {
            return like.getShutdownQuietPeriod();
        }
    }
}

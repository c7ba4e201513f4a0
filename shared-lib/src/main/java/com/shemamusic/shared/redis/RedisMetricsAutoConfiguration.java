package com.shemamusic.shared.redis;

import com.shemamusic.shared.metric.Readings;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Redis as this process sees it: whether it answers, and how full it is. */
@AutoConfiguration(after = RedisAutoConfiguration.class)
@ConditionalOnClass({RedisConnectionFactory.class, MeterBinder.class})
@ConditionalOnBean(RedisConnectionFactory.class)
public class RedisMetricsAutoConfiguration {

    private static final String UP = "shema.redis.up";
    private static final String USED = "shema.redis.memory.used.bytes";
    private static final String MOST = "shema.redis.memory.max.bytes";

    @Bean
    MeterBinder redisMetrics(RedisConnectionFactory redis) {
        return registry -> Readings.register(
                registry,
                Map.of(
                        UP, "1 while Redis answers this process, else 0",
                        USED, "what Redis uses",
                        MOST, "what Redis may use; 0 for no limit"),
                () -> look(redis));
    }

    private static Map<String, Double> look(RedisConnectionFactory redis) {
        Map<String, Double> values = new HashMap<>(Map.of(UP, 0.0));
        try (RedisConnection connection = redis.getConnection()) {
            Properties memory = connection.serverCommands().info("memory");
            values.put(UP, memory == null ? 0.0 : 1.0);
            put(values, USED, memory, "used_memory");
            put(values, MOST, memory, "maxmemory");
        } catch (DataAccessException down) {
            values.put(UP, 0.0);
        }
        return values;
    }

    // A Cluster answers for every node, with its address in front of the field: the fullest one counts.
    private static void put(Map<String, Double> values, String name, @Nullable Properties memory, String field) {
        if (memory == null) {
            return;
        }
        memory.stringPropertyNames().stream()
                .filter(key -> key.equals(field) || key.endsWith("." + field))
                .map(key -> Double.valueOf(memory.getProperty(key)))
                .max(Double::compare)
                .ifPresent(value -> values.put(name, value));
    }
}

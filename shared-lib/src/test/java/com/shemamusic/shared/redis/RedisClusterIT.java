package com.shemamusic.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.shared.live.LiveEvents;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedisCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CLUSTER = "REDIS_URL=" + TestRedisCluster.url();

    @BeforeEach
    void reset() {
        TestRedisCluster.commands().flushall();
        TestDatabase.truncate("user");
        TestDatabase.truncate("course");
    }

    @Test
    void eventsAreDeliveredOnceAnnouncedAndKeptWhenNobodyCanHandleThem() {
        CountingHandler handler = new CountingHandler()
                .poison(event -> event.data().path("poison").asBoolean());
        List<String> heard = new CopyOnWriteArrayList<>();
        try (EventApp producer = EventApp.producer(CLUSTER);
                EventApp consumer = EventApp.consumer(handler, CLUSTER)) {
            consumer.bean(LiveEvents.class).subscribe("user.*", (channel, json) -> heard.add(json));
            producer.publish(50);
            producer.publish(Map.of("poison", true));

            await().atMost(PATIENCE).until(() -> handler.events() == 50 && heard.size() == 51);
            await().atMost(PATIENCE).until(() -> TestRedisCluster.commands().llen("events:dead_letter") == 1);
            assertThat(handler.effects()).isEqualTo(50);
            assertThat(TestRedisCluster.commands().xlen("events:user")).isEqualTo(51);
        }
    }

    @Test
    void announcementsArriveInOrderOnTheChannelAndOnThePattern() throws Exception {
        List<String> named = new CopyOnWriteArrayList<>();
        List<String> matched = new CopyOnWriteArrayList<>();
        List<String> expected =
                IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        try (EventApp speaker = EventApp.producer(CLUSTER);
                EventApp app = EventApp.producer(CLUSTER)) {
            LiveEvents live = app.bean(LiveEvents.class);
            try (AutoCloseable _ = live.subscribe("chat:session:1", (channel, json) -> named.add(json));
                    AutoCloseable _ = live.subscribe("chat:session:*", (channel, json) -> matched.add(json))) {
                expected.forEach(number -> speaker.bean(LiveEvents.class).announce("chat:session:1", number));

                await().atMost(PATIENCE).until(() -> named.size() == 500 && matched.size() == 500);
            }
            assertThat(named).isEqualTo(expected);
            assertThat(matched).isEqualTo(expected);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // one stream: the generic array of the variable arguments has one element
    void aReadMayWaitLongerThanAnOrdinaryCommand() {
        try (EventApp app = EventApp.producer(CLUSTER)) {
            BlockingRedis blocking = new BlockingRedis(app.bean(LettuceConnectionFactory.class), PATIENCE);
            try (RedisConnection connection = blocking.connect()) {
                assertThat(connection
                                .streamCommands()
                                .xRead(
                                        StreamReadOptions.empty().block(Duration.ofMillis(700)),
                                        StreamOffset.create("events:empty".getBytes(), ReadOffset.from("0"))))
                        .isNullOrEmpty();
            } finally {
                blocking.destroy();
            }
        }
    }

    @Test
    void keysOfSeveralNodesAreReadTogether() {
        try (EventApp app = EventApp.producer(CLUSTER)) {
            StringRedisTemplate redis = app.bean(StringRedisTemplate.class);
            List<String> keys =
                    IntStream.range(0, 20).mapToObj(number -> "key:" + number).toList();
            keys.forEach(key -> redis.opsForValue().set(key, key, PATIENCE));
            assertThat(redis.opsForValue().multiGet(keys)).isEqualTo(keys);
        }
    }

    @Test
    void itsHealthAndItsMemoryAreSeen() {
        try (EventApp app = EventApp.producer(CLUSTER)) {
            RedisConnectionFactory redis = app.bean(RedisConnectionFactory.class);
            try (RedisConnection connection = redis.getConnection()) {
                assertThat(connection.ping()).isEqualTo("PONG");
                assertThat(connection.serverCommands().time()).isPositive();
            }
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new RedisMetricsAutoConfiguration().redisMetrics(redis).bindTo(registry);
            assertThat(registry.get("shema.redis.up").gauge().value()).isEqualTo(1);
            assertThat(registry.get("shema.redis.memory.used.bytes").gauge().value())
                    .isPositive();
            assertThat(registry.get("shema.redis.memory.max.bytes").gauge().value())
                    .isZero();
        }
    }
}

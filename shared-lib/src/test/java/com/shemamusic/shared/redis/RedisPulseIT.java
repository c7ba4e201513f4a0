package com.shemamusic.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.shared.live.LiveEvents;
import com.shemamusic.test.Link;
import com.shemamusic.test.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Every link to Redis is open and silent (E4, X2). */
class RedisPulseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @Test
    void x2OnceACommandHasWaitedInVainNoOtherWaitsAndNoneIsCarriedOutLate() throws Exception {
        try (Link link = new Link(TestRedis.port());
                EventApp app = EventApp.producer("REDIS_URL=redis://localhost:" + link.port())) {
            StringRedisTemplate redis = app.bean(StringRedisTemplate.class);
            redis.opsForValue().set("key", "before");
            link.silence();
            assertThatThrownBy(() -> redis.opsForValue().get("key")).isInstanceOf(DataAccessException.class);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> redis.opsForValue().set("key", "late"))
                                    .hasStackTraceContaining("Redis does not answer"));
            TestRedis.commands().set("key", "meanwhile");
            link.heal();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> redis.opsForValue().get("key").equals("meanwhile"));
        }
    }

    @Test
    void e4EventsAndListenersAreBackByThemselvesWhenTheLinkHeals() throws Exception {
        CountingHandler handler = new CountingHandler();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Link link = new Link(TestRedis.port());
                EventApp producer = EventApp.producer("REDIS_URL=redis://localhost:" + link.port());
                EventApp consumer = EventApp.consumer(handler, "REDIS_URL=redis://localhost:" + link.port())) {
            consumer.bean(LiveEvents.class).subscribe("user.*", (channel, json) -> heard.add(json));
            producer.publish(1);
            await().atMost(PATIENCE).until(() -> handler.events() == 1 && heard.size() == 1);
            link.silence();
            producer.publish(20);
            StringRedisTemplate redis = consumer.bean(StringRedisTemplate.class);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> redis.opsForValue().get("key"))
                                    .hasStackTraceContaining("Redis does not answer"));
            link.heal();

            await().atMost(PATIENCE).until(() -> handler.events() == 21);
            assertThat(handler.effects()).isEqualTo(21);
            int before = heard.size();
            await().atMost(PATIENCE).until(() -> {
                producer.publish(1);
                return heard.size() > before;
            });
        }
    }
}

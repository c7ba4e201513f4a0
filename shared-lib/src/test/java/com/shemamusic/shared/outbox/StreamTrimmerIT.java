package com.shemamusic.shared.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.test.TestRedis;
import io.lettuce.core.Consumer;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

class StreamTrimmerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @Test
    void aStreamIsTrimmedOnlyBehindTheSlowestGroup() {
        try (EventApp producer = EventApp.producer()) {
            producer.publish(10);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            group("fast", 10, true);
            group("slow", 4, false);
            StreamTrimmer trimmer = trimmer(producer, Duration.ZERO);

            trimmer.trim("user");
            assertThat(length()).isEqualTo(10);

            TestRedis.commands().xgroupDestroy("events:user", "slow");
            group("slow", 4, true);
            trimmer.trim("user");
            assertThat(length()).isEqualTo(6);
        }
    }

    @Test
    void youngEntriesStayAlthoughEveryGroupHasThem() {
        try (EventApp producer = EventApp.producer()) {
            producer.publish(10);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            group("fast", 10, true);

            trimmer(producer, Duration.ofHours(1)).trim("user");

            assertThat(length()).isEqualTo(10);
        }
    }

    @Test
    void whatWasTrimmedIsNotTakenForLost() {
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer()) {
            producer.publish(10);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            group("course-service", 6, true);
            trimmer(producer, Duration.ZERO).trim("user");
            TestRedis.stop();
            TestRedis.start();

            try (EventApp _ = EventApp.consumer(handler)) {
                await().atMost(PATIENCE).until(() -> handler.events() == 4);
                producer.publish(1);
                await().atMost(PATIENCE).until(() -> handler.events() == 5);
                assertThat(length()).isEqualTo(5);
            }
        }
    }

    private static StreamTrimmer trimmer(EventApp app, Duration keep) {
        return new StreamTrimmer(
                app.bean(OutboxStore.class),
                app.bean(EventStreams.class),
                app.bean(StreamRecovery.class),
                app.bean(StringRedisTemplate.class),
                keep);
    }

    // A group that was given so many entries and has acknowledged all or none of them.
    @SuppressWarnings("unchecked") // one stream in the variable arguments
    private static void group(String name, int read, boolean acknowledged) {
        TestRedis.commands()
                .xgroupCreate(StreamOffset.from("events:user", "0"), name, XGroupCreateArgs.Builder.mkstream());
        TestRedis.commands()
                .xreadgroup(
                        Consumer.from(name, "test"),
                        XReadArgs.Builder.count(read),
                        StreamOffset.lastConsumed("events:user"))
                .forEach(entry -> {
                    if (acknowledged) {
                        TestRedis.commands().xack("events:user", name, entry.getId());
                    }
                });
    }

    private static long length() {
        return TestRedis.commands().xlen("events:user");
    }
}

package com.shemamusic.shared.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.test.TestRedis;
import io.lettuce.core.KillArgs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @Test
    void announcementsArriveInOrderOnTheChannelAndOnThePattern() throws Exception {
        List<String> named = new CopyOnWriteArrayList<>();
        List<String> matched = new CopyOnWriteArrayList<>();
        List<String> expected =
                IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        try (EventApp app = EventApp.producer()) {
            LiveEvents live = app.bean(LiveEvents.class);
            try (AutoCloseable _ = live.subscribe("chat:session:1", (channel, json) -> named.add(json));
                    AutoCloseable _ = live.subscribe("chat:session:*", (channel, json) -> matched.add(json))) {
                expected.forEach(number -> live.announce("chat:session:1", number));

                await().atMost(PATIENCE).until(() -> named.size() == 500 && matched.size() == 500);
            }
            live.announce("chat:session:1", "after");
            await().atMost(PATIENCE)
                    .until(() -> TestRedis.commands().pubsubChannels().isEmpty()
                            && TestRedis.commands().pubsubNumpat() == 0);

            assertThat(named).isEqualTo(expected);
            assertThat(matched).isEqualTo(expected);
        }
    }

    @Test
    void aListenerThatThrowsStaysSubscribed() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (EventApp app = EventApp.producer()) {
            LiveEvents live = app.bean(LiveEvents.class);
            live.subscribe("user.updated", (channel, json) -> {
                heard.add(json);
                throw new IllegalStateException("cannot show");
            });
            live.announce("user.updated", "1");
            live.announce("user.updated", "2");

            await().atMost(PATIENCE).until(() -> heard.size() == 2);
        }
    }

    @Test
    void e3CutSubscriptionsReturnByThemselvesAndNoEventIsLost() {
        CountingHandler handler = new CountingHandler();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (EventApp producer = EventApp.producer();
                EventApp consumer = EventApp.consumer(handler)) {
            consumer.bean(LiveEvents.class).subscribe("user.*", (channel, json) -> heard.add(json));
            for (int round = 0; round < 10; round++) {
                TestRedis.commands().clientKill(KillArgs.Builder.typePubsub());
                producer.publish(20);
            }

            await().atMost(PATIENCE).until(() -> handler.events() == 200);
            assertThat(handler.effects()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> hears(producer, heard));
        }
    }

    @Test
    void listenersReturnAfterRedisWasAwayAndOnesAddedMeanwhileToo() {
        List<String> before = new CopyOnWriteArrayList<>();
        List<String> during = new CopyOnWriteArrayList<>();
        try (EventApp app = EventApp.producer()) {
            LiveEvents live = app.bean(LiveEvents.class);
            live.subscribe("user.updated", (channel, json) -> before.add(json));
            TestRedis.stop();
            live.subscribe("user.*", (channel, json) -> during.add(json));
            live.announce("user.updated", "unheard");
            TestRedis.start();

            await().atMost(PATIENCE).until(() -> hears(app, before) && hears(app, during));
        } finally {
            TestRedis.start();
        }
    }

    private static boolean hears(EventApp app, List<String> heard) {
        int before = heard.size();
        app.bean(LiveEvents.class).announce("user.updated", "now");
        await().during(Duration.ofMillis(50)).until(() -> true);
        return heard.size() > before;
    }
}

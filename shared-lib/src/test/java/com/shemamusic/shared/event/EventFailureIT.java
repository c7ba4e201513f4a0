package com.shemamusic.shared.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.inbox.DeadLetter;
import com.shemamusic.shared.inbox.DeadLetters.Replay;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestRedis;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events while handlers fail and Redis goes away. */
class EventFailureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LIST = "events:dead_letter";

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @AfterEach
    void startRedis() {
        TestRedis.start();
    }

    @Test
    void e2EventsWaitWhileRedisIsDownAndArriveWhenItReturns() {
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer();
                EventApp _ = EventApp.consumer(handler)) {
            producer.publish(10);
            await().atMost(PATIENCE).until(() -> handler.events() == 10);
            TestRedis.stop();

            producer.publish(50);
            assertThat(handler.events()).isEqualTo(10);
            TestRedis.start();

            await().atMost(PATIENCE).until(() -> handler.events() == 60 && EventApp.unsent() == 0);
            assertThat(handler.effects()).isEqualTo(60);
        }
    }

    @Test
    void e2ServicesStartWithoutRedis() {
        TestRedis.stop();
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer();
                EventApp _ = EventApp.consumer(handler)) {
            producer.publish(5);
            TestRedis.start();

            await().atMost(PATIENCE).until(() -> handler.effects() == 5);
        }
    }

    @Test
    void e7PoisonIsDeadAfterItsRetriesTheOthersGoOnAndAReplayActsOnce() {
        CountingHandler handler = new CountingHandler().poison(EventFailureIT::isPoison);
        try (EventApp producer = EventApp.producer();
                EventApp consumer = EventApp.consumer(handler)) {
            producer.publish(100);

            await().atMost(PATIENCE).until(() -> handler.events() == 96);
            await().atMost(PATIENCE).until(() -> consumer.deadLetters().list().size() == 4);

            DeadLetter letter = consumer.deadLetters().list().getFirst();
            assertThat(letter.attempts()).isEqualTo(4);
            assertThat(letter.error()).isEqualTo("IllegalStateException: cannot act for …");
            assertThat(letter.event().at("/data/number").asInt() % 25).isZero();
            await().atMost(PATIENCE).until(() -> TestRedis.commands().llen(LIST) == 4);
            assertThat(consumer.deadLetters().replay(letter.eventId())).isEqualTo(Replay.FAILED);
            assertThat(TestRedis.commands().llen(LIST)).isEqualTo(4);

            handler.poison(event -> false);
            assertThat(consumer.deadLetters().replay(letter.eventId())).isEqualTo(Replay.APPLIED);
            assertThat(consumer.deadLetters().replay(letter.eventId())).isEqualTo(Replay.ALREADY_APPLIED);
            assertThat(consumer.deadLetters().replay(UUID.randomUUID())).isEqualTo(Replay.UNKNOWN);

            assertThat(handler.effects()).isEqualTo(97);
            assertThat(consumer.deadLetters().list())
                    .hasSize(3)
                    .extracting(DeadLetter::eventId)
                    .doesNotContain(letter.eventId());
            assertThat(TestRedis.commands().llen(LIST)).isEqualTo(3);
        }
    }

    @Test
    void anEventThatFailsOnceIsActedOnAtItsRetry() {
        int[] failures = {2};
        CountingHandler handler = new CountingHandler().poison(event -> failures[0]-- > 0);
        try (EventApp producer = EventApp.producer();
                EventApp consumer = EventApp.consumer(handler)) {
            producer.publish(1);

            await().atMost(PATIENCE).until(() -> handler.effects() == 1);

            assertThat(consumer.deadLetters().list()).isEmpty();
            await().atMost(PATIENCE)
                    .until(() -> TestRedis.commands()
                                    .xpending("events:user", "course-service")
                                    .getCount()
                            == 0);
        }
    }

    @Test
    void e9RedisComesBackEmptyAndNothingIsLost() {
        CountingHandler poisoned = new CountingHandler().poison(event -> true);
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer()) {
            try (EventApp consumer = EventApp.consumer(poisoned, "shema.events.retry-delays=1ms")) {
                producer.publish(50);
                await().atMost(PATIENCE)
                        .until(() -> consumer.deadLetters().list().size() == 50);
            }
            producer.publish(200);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            TestRedis.stop();
            TestRedis.start();
            assertThat(TestRedis.commands().llen(LIST)).isZero();

            try (EventProbe probe = EventProbe.on("user.*");
                    EventApp consumer = EventApp.consumer(handler)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                handler.events() == 250 && TestRedis.commands().llen(LIST) == 50);

                assertThat(handler.effects()).isEqualTo(250);
                assertThat(consumer.deadLetters().list()).hasSize(50);
                // Repeats are for those who act, not for those who show.
                assertThat(probe.messages()).isEmpty();
            }
        }
    }

    @Test
    void e9OnlyWhatAnOldSnapshotLacksIsAppendedAgain() {
        try (EventApp producer = EventApp.producer()) {
            producer.publish(20);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            List<StreamMessage<String, String>> entries = entries();
            // The stream as a snapshot held it: the newest entries are missing, and the mark is another process's.
            entries.subList(15, 20).forEach(entry -> TestRedis.commands().xdel("events:user", entry.getId()));
            TestRedis.commands().set("{events:user}:checked", "another process");

            await().atMost(PATIENCE).until(() -> entries().size() == 20);

            List<Map<String, String>> repeats = entries().stream()
                    .map(StreamMessage::getBody)
                    .filter(body -> "true".equals(body.get("repeat")))
                    .toList();
            assertThat(repeats).hasSize(5);
            assertThat(EventApp.count("select count(distinct stream_id) from shema.user_outbox"))
                    .isEqualTo(20);
        }
    }

    private static List<StreamMessage<String, String>> entries() {
        return TestRedis.commands().xrange("events:user", Range.unbounded());
    }

    private static boolean isPoison(EventEnvelope event) {
        return event.data().get("number").asInt() % 25 == 0;
    }
}

package com.shemamusic.shared.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import io.lettuce.core.Consumer;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.CannotCreateTransactionException;

class StreamReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GROUP = "course-service";

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @Test
    @SuppressWarnings("unchecked") // one stream in the variable arguments
    void entriesOfADeadReplicaAreTakenOver() {
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer()) {
            producer.publish(120);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            TestRedis.commands()
                    .xgroupCreate(StreamOffset.from("events:user", "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
            TestRedis.commands()
                    .xreadgroup(
                            Consumer.from(GROUP, "dead"),
                            XReadArgs.Builder.count(110),
                            StreamOffset.lastConsumed("events:user"));

            try (EventApp _ = EventApp.consumer(handler, "shema.events.claim-idle=400ms")) {
                await().atMost(PATIENCE).until(() -> handler.events() == 120 && pending() == 0);

                assertThat(handler.effects()).isEqualTo(120);
            }
        }
    }

    @Test
    void x3ADatabaseThatIsAwayDoesNotEndTheConnectionToRedis() {
        AtomicInteger tries = new AtomicInteger();
        CountingHandler handler = new CountingHandler().poison(event -> {
            if (tries.getAndIncrement() == 0) {
                throw new CannotCreateTransactionException("the database is away");
            }
            return false;
        });
        try (EventApp producer = EventApp.producer();
                EventApp _ = EventApp.consumer(handler)) {
            await().atMost(PATIENCE).until(() -> readers().size() == 1);
            List<String> before = readers();
            producer.publish(1);

            await().atMost(PATIENCE)
                    .until(() -> handler.events() == 1 && readers().size() == 1);
            assertThat(readers()).isEqualTo(before);
        }
    }

    /** The ids of connections that wait for entries. */
    private static List<String> readers() {
        return TestRedis.commands()
                .clientList()
                .lines()
                .filter(client -> client.contains("cmd=xreadgroup"))
                .map(client -> client.split(" ", 2)[0])
                .toList();
    }

    @Test
    void aServiceThatWasDownGetsWhatItMissed() {
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer()) {
            try (EventApp _ = EventApp.consumer(handler)) {
                producer.publish(3);
                await().atMost(PATIENCE).until(() -> handler.events() == 3);
            }
            producer.publish(200);
            try (EventApp _ = EventApp.consumer(handler)) {
                await().atMost(PATIENCE).until(() -> handler.events() == 203);
            }
            assertThat(handler.effects()).isEqualTo(203);
        }
    }

    @Test
    void anEffectIsRolledBackWithTheNoteWhenAHandlerThrows() {
        CountingHandler handler = new CountingHandler().poison(event -> true);
        try (EventApp producer = EventApp.producer();
                EventApp consumer = EventApp.consumer(handler)) {
            producer.publish(1);

            await().atMost(PATIENCE).until(() -> consumer.deadLetters().list().size() == 1);

            assertThat(EventApp.count("select count(*) from shema.course_inbox"))
                    .isZero();
        }
    }

    @Test
    void whatAHandlerDoesBelongsToTheRequestThatBeganIt() {
        AtomicReference<String> seen = new AtomicReference<>();
        EventHandler handler = new EventHandler() {
            @Override
            public Set<String> channels() {
                return Set.of(EventApp.CHANNEL);
            }

            @Override
            public void handle(String channel, EventEnvelope event) {
                seen.set(MDC.get("requestId"));
            }
        };
        try (EventApp producer = EventApp.producer();
                EventApp _ = EventApp.consumer(handler)) {
            MDC.put("requestId", "request-7");
            producer.publish(Map.of());
            MDC.clear();

            await().atMost(PATIENCE).until(() -> "request-7".equals(seen.get()));
        }
    }

    @Test
    void aDatabaseThatIsAwayIsNoFailureOfTheEvent() {
        CountingHandler handler = new CountingHandler();
        try (EventApp producer = EventApp.producer();
                EventApp consumer = EventApp.consumer(handler, "spring.datasource.hikari.connection-timeout=250")) {
            producer.publish(1);
            await().atMost(PATIENCE).until(() -> handler.events() == 1);
            role("nologin");
            try {
                // One alone, so that its own transaction is what meets the missing database.
                producer.publish(1);
                await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> handler.events() == 1);
            } finally {
                role("login");
            }

            await().atMost(PATIENCE).until(() -> handler.events() == 2);
            assertThat(handler.effects()).isEqualTo(2);
            assertThat(consumer.deadLetters().list()).isEmpty();
        }
    }

    // The consumer's database goes away: no new connections, and the open ones are cut.
    private static void role(String login) {
        String user = TestDatabase.user("course");
        TestDatabase.admin().sql("alter role " + user + " " + login).update();
        TestDatabase.admin()
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = :user")
                .param("user", user)
                .query(Boolean.class)
                .list();
    }

    @Test
    void deadLettersAreListedNewestFirst() {
        CountingHandler handler = new CountingHandler().poison(event -> true);
        try (EventApp producer = EventApp.producer();
                EventApp consumer = EventApp.consumer(handler, "shema.events.retry-delays=1ms")) {
            producer.publish(5);
            await().atMost(PATIENCE).until(() -> consumer.deadLetters().list().size() == 5);

            assertThat(consumer.deadLetters().list())
                    .isSortedAccordingTo((a, b) -> b.failedAt().compareTo(a.failedAt()))
                    .allSatisfy(letter -> assertThat(UUID.fromString(
                                    letter.event().get("eventId").asText()))
                            .isEqualTo(letter.eventId()));
        }
    }

    private static long pending() {
        return TestRedis.commands().xpending("events:user", GROUP).getCount();
    }
}

package com.shemamusic.shared.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.TestRedis;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** From the outbox to the handler while everything is up. */
class EventDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Payload(String studentId, Instant startsAt, Integer maxStudents) {}

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @Test
    void anEventTravelsInTheEnvelopeAndReachesItsHandlerOnce() {
        CountingHandler handler = new CountingHandler();
        UUID aggregate = UUID.randomUUID();
        try (EventProbe probe = EventProbe.on("user.*");
                EventApp producer = EventApp.producer();
                EventApp _ = EventApp.consumer(handler)) {
            MDC.put("requestId", "request-1");
            producer.transaction()
                    .executeWithoutResult(status -> producer.bean(EventPublisher.class)
                            .publish(
                                    "user.updated",
                                    aggregate,
                                    3,
                                    new Payload("s-1", Instant.parse("2027-01-02T03:04:05Z"), null)));
            MDC.clear();

            JsonNode event = probe.awaitEvent("user.updated");

            assertThat(event.properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder(
                            "eventType",
                            "eventId",
                            "version",
                            "timestamp",
                            "source",
                            "requestId",
                            "aggregateId",
                            "aggregateVersion",
                            "data");
            assertThat(event.get("eventType").asText()).isEqualTo("USER_UPDATED");
            assertThat(UUID.fromString(event.get("eventId").asText()).version()).isEqualTo(7);
            assertThat(event.get("version").asText()).isEqualTo("1.0");
            assertThat(Instant.parse(event.get("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
            assertThat(event.get("source").asText()).isEqualTo("user-service");
            assertThat(event.get("requestId").asText()).isEqualTo("request-1");
            assertThat(event.get("aggregateId").asText()).isEqualTo(aggregate.toString());
            assertThat(event.get("aggregateVersion").asLong()).isEqualTo(3);
            assertThat(event.get("data").toString())
                    .contains("\"startsAt\":\"2027-01-02T03:04:05Z\"", "\"maxStudents\":null");
            await().atMost(PATIENCE).until(() -> handler.effects() == 1);
        }
    }

    @Test
    void publishingWithoutATransactionIsRefused() {
        try (EventApp producer = EventApp.producer()) {
            EventPublisher publisher = producer.bean(EventPublisher.class);

            assertThatIllegalStateException()
                    .isThrownBy(() -> publisher.publish("user.updated", UUID.randomUUID(), 1, Map.of()));
        }
    }

    @Test
    void e6ThreeRelaysAndFortyWritersSkipNothingAndRepeatNoEffect() throws Exception {
        int writers = 40;
        int each = 125;
        CountingHandler handler = new CountingHandler();
        try (EventApp one = EventApp.producer("spring.datasource.hikari.maximum-pool-size=44");
                EventApp _ = EventApp.producer();
                EventApp _ = EventApp.producer();
                EventApp _ = EventApp.consumer(handler);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks = IntStream.range(0, writers)
                    .<Callable<Void>>mapToObj(writer -> () -> write(one, each))
                    .toList();
            for (Future<Void> future : threads.invokeAll(tasks)) {
                future.get();
            }

            await().atMost(PATIENCE).until(() -> handler.events() == writers * each);

            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            assertThat(handler.effects()).isEqualTo(writers * each);
            assertThat(EventApp.count("select count(distinct stream_id) from shema.user_outbox"))
                    .isEqualTo(writers * each);
        }
    }

    // Transactions of different lengths overlap, so that they commit in another order than they wrote.
    private static Void write(EventApp app, int count) {
        TransactionTemplate transaction = app.transaction();
        EventPublisher publisher = app.bean(EventPublisher.class);
        for (int i = 0; i < count; i++) {
            int number = i;
            transaction.executeWithoutResult(status -> {
                publisher.publish("user.updated", UUID.randomUUID(), 1, Map.of("number", number));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextInt(20)));
            });
        }
        return null;
    }

    @Test
    void e8ARollbackLeavesNothing() {
        try (EventProbe probe = EventProbe.on("user.*");
                EventApp producer = EventApp.producer()) {
            for (int i = 0; i < 100; i++) {
                producer.transaction().executeWithoutResult(status -> {
                    producer.bean(EventPublisher.class).publish("user.updated", UUID.randomUUID(), 1, Map.of());
                    status.setRollbackOnly();
                });
            }
            producer.publish(Map.of("last", true));

            probe.awaitEvent("user.updated", event -> event.at("/data/last").asBoolean());

            assertThat(probe.messages()).hasSize(1);
            assertThat(EventApp.count("select count(*) from shema.user_outbox")).isEqualTo(1);
        }
    }

    @Test
    void e10AnEventDeliveredAHundredTimesToThreeReplicasActsOnce() {
        CountingHandler handler = new CountingHandler();
        String repeated = envelope(UUID.randomUUID(), "1.0");
        try (EventApp _ = EventApp.consumer(handler);
                EventApp _ = EventApp.consumer(handler);
                EventApp _ = EventApp.consumer(handler)) {
            for (int i = 0; i < 100; i++) {
                EventProbe.appendToStream("user.updated", repeated);
            }
            EventProbe.appendToStream("user.updated", envelope(UUID.randomUUID(), "1.0"));

            await().atMost(PATIENCE).until(() -> handler.events() == 2 && pending() == 0 && lag() == 0);

            assertThat(handler.effects()).isEqualTo(2);
        }
    }

    @Test
    void anyMinorVersionIsTakenAndAnUnknownMajorVersionIsDeadAtOnce() {
        CountingHandler handler = new CountingHandler();
        UUID foreign = UUID.randomUUID();
        try (EventApp consumer = EventApp.consumer(handler)) {
            EventProbe.appendToStream("user.updated", envelope(foreign, "2.0"));
            EventProbe.appendToStream("user.updated", "not an event");
            EventProbe.appendToStream("user.updated", envelope(UUID.randomUUID(), "1.7"));

            await().atMost(PATIENCE)
                    .until(() -> handler.events() == 1
                            && consumer.deadLetters().list().size() == 2);

            assertThat(consumer.deadLetters().list())
                    .anySatisfy(letter -> {
                        assertThat(letter.eventId()).isEqualTo(foreign);
                        assertThat(letter.attempts()).isEqualTo(1);
                    })
                    .anySatisfy(letter -> assertThat(letter.error()).isEqualTo("not an event"));
        }
    }

    static String envelope(UUID id, String version) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "eventType",
                "USER_UPDATED",
                "eventId",
                id,
                "version",
                version,
                "timestamp",
                "2027-01-02T03:04:05Z",
                "source",
                "user-service",
                "aggregateId",
                UUID.randomUUID(),
                "aggregateVersion",
                1,
                "data",
                Map.of("userId", UUID.randomUUID()),
                "added",
                "later"));
        return EventJson.write(event);
    }

    private static long pending() {
        return TestRedis.commands().xpending("events:user", "course-service").getCount();
    }

    private static long lag() {
        long all = TestRedis.commands().xlen("events:user");
        String delivered = String.valueOf(
                ((List<?>) TestRedis.commands().xinfoGroups("events:user").getFirst()).get(7));
        return all
                - TestRedis.commands()
                        .xrange("events:user", Range.create("-", delivered))
                        .size();
    }
}

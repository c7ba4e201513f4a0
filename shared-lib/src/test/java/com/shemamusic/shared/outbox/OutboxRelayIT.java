package com.shemamusic.shared.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.EventApp;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.live.LiveEvents;
import com.shemamusic.shared.outbox.OutboxStore.Claim;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedis;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SILENT = "shema.events.enabled=false";

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @Test
    void whatADeadRelayHadClaimedIsSentByAnotherAfterTheLease() {
        try (EventApp dead = EventApp.producer(SILENT)) {
            dead.publish(10);
            assertThat(dead.bean(OutboxStore.class)
                            .claim(10, Duration.ofMillis(500))
                            .rows())
                    .hasSize(10);
            try (EventApp _ = EventApp.producer()) {
                await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            }
        }
    }

    @Test
    void twoRelaysClaimDifferentRowsInTheOrderTheyWereWritten() {
        try (EventApp app = EventApp.producer(SILENT)) {
            app.publish(10);
            OutboxStore store = app.bean(OutboxStore.class);

            List<OutboxRow> first = store.claim(4, Duration.ofMinutes(1)).rows();
            List<OutboxRow> second = store.claim(10, Duration.ofMinutes(1)).rows();

            assertThat(first)
                    .hasSize(4)
                    .isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
            assertThat(second).hasSize(6).doesNotContainAnyElementsOf(first);
            assertThat(store.claim(10, Duration.ofMinutes(1)).rows()).isEmpty();
        }
    }

    @Test
    void aRelayWhoseClaimWasBrokenByACheckCannotRecordWhatItSent() {
        try (EventApp app = EventApp.producer(SILENT)) {
            app.publish(2);
            OutboxStore store = app.bean(OutboxStore.class);
            Claim claim = store.claim(2, Duration.ofMinutes(1));
            Map<OutboxRow, String> sent = claim.rows().stream().collect(Collectors.toMap(row -> row, row -> "1-1"));
            store.breakClaims("user");

            assertThat(store.recordSent(claim, sent)).isZero();

            assertThat(EventApp.unsent()).isEqualTo(2);
        }
    }

    @Test
    void theEventsOfOneTransactionStayInOrder() {
        UUID aggregate = UUID.randomUUID();
        try (EventApp app = EventApp.producer()) {
            app.transaction()
                    .executeWithoutResult(status -> IntStream.range(0, 150)
                            .forEach(i -> app.bean(EventPublisher.class)
                                    .publish("user.updated", aggregate, i, Map.of("number", i))));
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);

            List<String> events = TestRedis.commands().xrange("events:user", Range.unbounded()).stream()
                    .map(entry -> entry.getBody().get("event").replaceAll(".*\"aggregateVersion\": (\\d+).*", "$1"))
                    .toList();

            assertThat(events)
                    .isEqualTo(IntStream.range(0, 150).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void theOutboxIsFlushedAtTheEnd() {
        // Neither a poll nor a nudge comes for these: only the flush can send them.
        try (EventApp app = EventApp.producer("shema.events.poll-interval=1h")) {
            app.publish(1);
            await().atMost(PATIENCE).until(() -> EventApp.unsent() == 0);
            for (int i = 0; i < 300; i++) {
                app.bean(OutboxStore.class).insert("user.updated", List.of(event()));
            }
            assertThat(EventApp.unsent()).isEqualTo(300);
        }

        assertThat(EventApp.unsent()).isZero();
    }

    @Test
    void oldSentRowsArePrunedAndWaitingOnesStay() {
        try (EventApp app = EventApp.producer(SILENT)) {
            app.publish(3);
            TestDatabase.admin().sql("""
                    update shema.user_outbox set created_at = now() - interval '15 days'
                    """).update();
            TestDatabase.admin().sql("""
                    update shema.user_outbox set sent_at = now() - interval '15 days', stream_id = '1-1'
                    where id = (select id from shema.user_outbox limit 1)
                    """).update();

            assertThat(app.bean(OutboxStore.class).prune(Duration.ofDays(14))).isEqualTo(1);
            assertThat(EventApp.unsent()).isEqualTo(2);
        }
    }

    @Test
    void anAppWithoutTablesPublishesNothing() {
        try (EventApp app = EventApp.withoutTables()) {
            assertThat(app.has(EventPublisher.class)).isFalse();
            assertThat(app.has(LiveEvents.class)).isTrue();
        }
    }

    private static EventEnvelope event() {
        return new EventEnvelope(
                "USER_UPDATED",
                UUID.randomUUID(),
                "1.0",
                Instant.now(),
                "user-service",
                null,
                UUID.randomUUID(),
                1,
                EventJson.tree(Map.of()));
    }
}

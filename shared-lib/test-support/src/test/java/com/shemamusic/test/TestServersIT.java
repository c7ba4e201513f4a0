package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestServersIT {

    @Test
    void aServiceWorksOnItsTablesAndTruncateEmptiesThemAlone() {
        insert("chat");
        insert("attendance");

        TestDatabase.truncate("chat");

        assertThat(count("chat_inbox")).isZero();
        assertThat(count("attendance_inbox")).isPositive();
        assertThat(count("flyway_history_chat")).isPositive();
        TestDatabase.truncate("attendance");
        assertThat(count("attendance_inbox")).isZero();
    }

    @Test
    void aServiceCannotReadAnothersTables() {
        JdbcClient chat = JdbcClient.create(TestDatabase.as("chat"));

        assertThatThrownBy(() -> chat.sql("select count(*) from user_inbox")
                        .query(Long.class)
                        .single())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("permission denied for table user_inbox");
    }

    @Test
    void redisCanGoAwayAndComeBackEmptyOnTheSamePort() {
        TestRedis.commands().set("key", "value");
        int port = TestRedis.port();

        TestRedis.stop();
        try (RedisClient client = RedisClient.create(TestRedis.url())) {
            assertThatThrownBy(client::connect).isInstanceOf(RedisConnectionException.class);
        } finally {
            TestRedis.start();
        }

        assertThat(TestRedis.port()).isEqualTo(port);
        assertThat(TestRedis.commands().get("key")).isNull();
    }

    @Test
    void theProbeHearsWhatIsSaidAndTheStreamKeepsIt() {
        TestRedis.flush();
        try (EventProbe probe = EventProbe.on("course.*")) {
            EventProbe.appendToStream("course.updated", "{\"eventId\":\"1\"}");
            EventProbe.appendToStream("course.updated", "{\"eventId\":\"2\"}");

            assertThat(probe.awaitEvent(
                                    "course.updated",
                                    event -> event.path("eventId").asText().equals("2"))
                            .path("eventId")
                            .asText())
                    .isEqualTo("2");
            assertThat(probe.messages("course.updated")).hasSize(2);
        }
        List<StreamMessage<String, String>> entries = TestRedis.commands().xrange("events:course", Range.unbounded());
        assertThat(entries)
                .hasSize(2)
                .first()
                .satisfies(entry -> assertThat(entry.getBody())
                        .containsEntry("channel", "course.updated")
                        .containsEntry("event", "{\"eventId\":\"1\"}"));
    }

    @Test
    void runnersOfARaceRunAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(8);

        List<Boolean> met = Races.run(8, number -> {
            all.countDown();
            try {
                return all.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(met).hasSize(8).containsOnly(true);
    }

    @Test
    void aRunnerThatFailsFailsTheRace() {
        assertThatThrownBy(() -> Races.run(2, number -> 1 / number)).isInstanceOf(AssertionError.class);
    }

    private static void insert(String service) {
        JdbcClient.create(TestDatabase.as(service))
                .sql("insert into " + service + "_inbox (event_id, channel) values (:id, 'course.updated')")
                .param("id", UUID.randomUUID())
                .update();
    }

    private static long count(String table) {
        return TestDatabase.admin()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}

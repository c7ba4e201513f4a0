package com.shemamusic.enrollment.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.shemamusic.enrollment.StoredJson;
import com.shemamusic.enrollment.notification.NotificationProperties.Provider;
import com.shemamusic.enrollment.notification.NotificationProperties.WhatsApp;
import com.shemamusic.test.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Sends under channel names of its own, which a service that another test left running does not look for. */
@WireMockTest
class MessageSendingIT {

    private static final String SLOW = "test-slow";
    private static final String FREE = "test-free";
    private static final Duration LEASE = Duration.ofSeconds(5);

    @BeforeEach
    void clean() {
        TestDatabase.truncate("enrollment");
    }

    @Test
    void twoReplicasSendEachMessageOnceHoweverLongAllOfThemTake(WireMockRuntimeInfo server) throws Exception {
        int messages = 10;
        answerAfter(server, Duration.ofMillis(700));
        for (int i = 0; i < messages; i++) {
            waits(SLOW, "+62812345678" + i);
        }
        MessageChannel channel = new Renamed(SLOW, whatsApp(server, Duration.ofSeconds(4)));
        Thread other = Thread.ofVirtual().start(() -> sendWhileAnyWaits(channel));
        sendWhileAnyWaits(channel);
        other.join();

        assertThat(count("sent")).isEqualTo(messages);
        server.getWireMock().verifyThat(messages, postRequestedFor(anyUrl()));
    }

    @Test
    void whatWasHandedOverWithoutAnAnswerIsSentAFewTimesOnly(WireMockRuntimeInfo server) {
        answerAfter(server, Duration.ofSeconds(2));
        waits(SLOW, "+6281234567890");
        sendWhileAnyWaits(new Renamed(SLOW, whatsApp(server, Duration.ofMillis(200))));

        assertThat(count("failed")).isOne();
        await().untilAsserted(() -> server.getWireMock().verifyThat(3, postRequestedFor(anyUrl())));
    }

    @Test
    void aChannelThatIsHeldUpHoldsUpNoOther() {
        CountDownLatch held = new CountDownLatch(1);
        List<MessageChannel> channels = List.of(new Stub(SLOW, held), new Stub(FREE, new CountDownLatch(0)));
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.initialize();
        try (ScheduledTasks tasks = new ScheduledTasks(scheduler)) {
            waits(SLOW, "+6281234567890");
            waits(FREE, "+6281234567890");
            sending(channels).configureTasks(tasks.registrar());
            tasks.registrar().afterPropertiesSet();

            await().until(() -> count("sent") == 1);
            held.countDown();
            await().until(() -> count("sent") == 2);
        } finally {
            held.countDown();
        }
    }

    private record ScheduledTasks(ThreadPoolTaskScheduler scheduler, ScheduledTaskRegistrar registrar)
            implements AutoCloseable {

        ScheduledTasks(ThreadPoolTaskScheduler scheduler) {
            this(scheduler, new ScheduledTaskRegistrar());
            registrar.setTaskScheduler(scheduler);
        }

        @Override
        public void close() {
            registrar.destroy();
            scheduler.destroy();
        }
    }

    private record Renamed(String name, MessageChannel channel) implements MessageChannel {

        @Override
        public int atOnce() {
            return channel.atOnce();
        }

        @Override
        public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
            return channel.send(messages);
        }
    }

    private record Stub(String name, CountDownLatch gate) implements MessageChannel {

        @Override
        public int atOnce() {
            return 50;
        }

        @Override
        public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
            try {
                gate.await();
                return Map.of();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    private static void answerAfter(WireMockRuntimeInfo server, Duration delay) {
        server.getWireMock().register(post(anyUrl()).willReturn(okJson("{}").withFixedDelay((int) delay.toMillis())));
    }

    private static MessageChannel whatsApp(WireMockRuntimeInfo server, Duration timeout) {
        return new CloudWhatsApp(
                new WhatsApp(Provider.CLOUD, "", URI.create(server.getHttpBaseUrl()), "4711", "t0ken", timeout),
                new ObjectMapper());
    }

    private static void sendWhileAnyWaits(MessageChannel channel) {
        MessageSending sending = sending(List.of(channel));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            sending.sendAll(channel);
            return count("waiting") == 0;
        });
    }

    private static MessageSending sending(List<MessageChannel> channels) {
        return new MessageSending(repository(), channels, properties());
    }

    private static NotificationRepository repository() {
        return new NotificationRepository(
                JdbcClient.create(TestDatabase.as("enrollment")), new StoredJson(), properties());
    }

    private static NotificationProperties properties() {
        Duration soon = Duration.ofMillis(50);
        WhatsApp none = new WhatsApp(Provider.NONE, "", URI.create(""), "", "", soon);
        return new NotificationProperties(URI.create(""), "", "", "id", "", soon, LEASE, soon, none);
    }

    private static void waits(String channel, String recipient) {
        UUID event = UUID.randomUUID();
        repository().add(MessageKind.ENROLLMENT_APPROVED, event, event, null, channel, recipient, "id", Map.of());
    }

    private static long count(String status) {
        return TestDatabase.admin()
                .sql("select count(*) from shema.notifications where status = ?")
                .param(status)
                .query(Long.class)
                .single();
    }
}

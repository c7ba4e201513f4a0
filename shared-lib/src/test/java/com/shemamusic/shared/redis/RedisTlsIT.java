package com.shemamusic.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.shared.live.LiveEvents;
import com.shemamusic.test.TestAuthority;
import com.shemamusic.test.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** The binary that tests start has no TLS of its own, so a proxy carries it, as one of a cloud does. */
class RedisTlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static RedisServer redis;
    private static int redisPort;
    private static TlsProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("own")));
        redisPort = freePort();
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("requirepass secret")
                .onShutdownForceStop(true)
                .build();
        redis.start();
        proxy = new TlsProxy(authority.serverContext("localhost"), redisPort);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        redis.stop();
    }

    @BeforeEach
    void reset() {
        TestDatabase.truncate("user");
        TestDatabase.truncate("course");
    }

    @Test
    void commandsEventsAndAnnouncementsGoOverTls() {
        CountingHandler handler = new CountingHandler();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (EventApp producer = EventApp.producer(address(proxy), ca(authority));
                EventApp consumer = EventApp.consumer(handler, address(proxy), ca(authority))) {
            consumer.bean(LiveEvents.class).subscribe("user.*", (channel, json) -> heard.add(json));
            StringRedisTemplate commands = producer.bean(StringRedisTemplate.class);
            commands.opsForValue().set("key", "value");
            producer.publish(20);

            assertThat(commands.opsForValue().get("key")).isEqualTo("value");
            await().atMost(PATIENCE).until(() -> handler.events() == 20 && heard.size() == 20);
            assertThat(handler.effects()).isEqualTo(20);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // one stream: the generic array of the variable arguments has one element
    void aReadMayWaitLongerThanAnOrdinaryCommand() {
        try (EventApp app = EventApp.producer(address(proxy), ca(authority))) {
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
    void aServerOfAnotherAuthorityIsToldNothing() throws IOException {
        TestAuthority other = new TestAuthority(Files.createDirectory(folder.resolve("other")));
        try (TlsProxy impostor = new TlsProxy(other.serverContext("localhost"), redisPort)) {
            refused(impostor, "valid certification path", ca(authority));
        }
    }

    @Test
    void withoutItsCertificateOnlyTheAuthoritiesOfTheJvmAreBelieved() throws IOException {
        try (TlsProxy unknown = new TlsProxy(authority.serverContext("localhost"), redisPort)) {
            refused(unknown, "valid certification path", "REDIS_CA=");
        }
    }

    @Test
    void aServerThatIsAnotherHostIsToldNothing() throws IOException {
        try (TlsProxy elsewhere = new TlsProxy(authority.serverContext("elsewhere.example"), redisPort)) {
            refused(elsewhere, "localhost", ca(authority));
        }
    }

    private static void refused(TlsProxy server, String reason, String ca) {
        try (EventApp app = EventApp.producer(address(server), ca)) {
            assertThatThrownBy(() ->
                            app.bean(StringRedisTemplate.class).opsForValue().get("key"))
                    .rootCause()
                    .hasMessageContaining(reason);
        }
        assertThat(server.believers()).isZero();
    }

    private static String address(TlsProxy server) {
        return "REDIS_URL=rediss://:secret@localhost:" + server.port();
    }

    private static String ca(TestAuthority believed) {
        return "REDIS_CA=" + believed.certificate();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

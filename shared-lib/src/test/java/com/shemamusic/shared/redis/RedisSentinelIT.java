package com.shemamusic.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.shared.event.CountingHandler;
import com.shemamusic.shared.event.EventApp;
import com.shemamusic.shared.live.LiveEvents;
import com.shemamusic.test.TestDatabase;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

class RedisSentinelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOST = "127.0.0.1";
    private static final String MASTER = "school";

    private final int sentinelPort = freePort();
    private RedisServer master;
    private RedisServer replica;
    private RedisSentinel sentinel;

    @BeforeEach
    void start() throws IOException {
        TestDatabase.truncate("user");
        TestDatabase.truncate("course");
        int masterPort = freePort();
        master = server(masterPort).build();
        master.start();
        replica = server(freePort()).slaveOf(HOST, masterPort).build();
        replica.start();
        sentinel = RedisSentinel.newRedisSentinel()
                .bind(HOST)
                .port(sentinelPort)
                .masterName(MASTER)
                .masterPort(masterPort)
                .quorumSize(1)
                .downAfterMilliseconds(500)
                .failOverTimeout(2_000)
                .onShutdownForceStop(true)
                .build();
        sentinel.start();
        awaitReplica();
    }

    @AfterEach
    void stop() throws IOException {
        sentinel.stop();
        replica.stop();
        master.stop();
    }

    @Test
    void eventsAndAnnouncementsGoOnWithTheReplicaWhenTheMasterIsGone() throws IOException {
        String address = "REDIS_URL=redis-sentinel://%s:%d?sentinelMasterId=%s".formatted(HOST, sentinelPort, MASTER);
        CountingHandler handler = new CountingHandler();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (EventApp producer = EventApp.producer(address);
                EventApp consumer = EventApp.consumer(handler, address)) {
            consumer.bean(LiveEvents.class).subscribe("user.*", (channel, json) -> heard.add(json));
            producer.publish(20);
            await().atMost(PATIENCE).until(() -> handler.events() == 20 && heard.size() == 20);

            master.stop();
            producer.publish(20);

            await().atMost(PATIENCE).until(() -> handler.events() == 40);
            assertThat(handler.effects()).isEqualTo(40);
            await().atMost(PATIENCE).until(() -> {
                producer.bean(LiveEvents.class).announce("user.updated", "again");
                return heard.contains("again");
            });
        }
    }

    private static RedisServerBuilder server(int port) throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .bind(HOST)
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("repl-diskless-sync yes")
                .setting("repl-diskless-sync-delay 0")
                .onShutdownForceStop(true);
    }

    private void awaitReplica() {
        try (RedisClient client = RedisClient.create()) {
            RedisSentinelCommands<String, String> commands =
                    client.connectSentinel(RedisURI.create(HOST, sentinelPort)).sync();
            await().atMost(PATIENCE).until(() -> {
                List<Map<String, String>> replicas = commands.replicas(MASTER);
                return replicas.size() == 1 && "ok".equals(replicas.getFirst().get("master-link-status"));
            });
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port", e);
        }
    }
}

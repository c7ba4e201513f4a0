package com.shemamusic.test;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;

/** One real Redis Cluster per JVM, of three nodes without replicas, started when first asked for. */
public final class TestRedisCluster {

    private static final String HOST = "127.0.0.1";
    private static final int NODES = 3;
    // The nodes speak with each other on ports that much higher.
    private static final int BUS = 10_000;

    private TestRedisCluster() {}

    /** Address for services. */
    public static String url() {
        return Cluster.PORTS.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(",", "redis://", ""));
    }

    /** Commands to arrange and to inspect. */
    public static RedisAdvancedClusterCommands<String, String> commands() {
        return Cluster.COMMANDS;
    }

    /** Holds the nodes: the class is initialised, and so they are started, at the first use. */
    private static final class Cluster {

        private static final List<RedisServer> SERVERS = new ArrayList<>();
        private static final Path FOLDER = folder();
        static final List<Integer> PORTS = IntStream.range(0, NODES)
                .mapToObj(Integer::toString)
                .map(Cluster::launch)
                .toList();
        static final RedisAdvancedClusterCommands<String, String> COMMANDS;

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Cluster::stop, "test-redis-cluster-stop"));
            join();
            COMMANDS = RedisClusterClient.create(RedisURI.create(HOST, PORTS.getFirst()))
                    .connect()
                    .sync();
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("test-redis-cluster");
            } catch (IOException e) {
                throw new UncheckedIOException("No folder for the Redis Cluster", e);
            }
        }

        private static int launch(String node) {
            int port = freePort();
            try {
                RedisServer server = RedisServer.newRedisServer()
                        .port(port)
                        .bind(HOST)
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .setting("dir " + FOLDER)
                        .setting("cluster-enabled yes")
                        .setting("cluster-config-file node-" + node + ".conf")
                        .onShutdownForceStop(true)
                        .build();
                server.start();
                SERVERS.add(server);
                return port;
            } catch (IOException e) {
                throw new UncheckedIOException("A node of the Redis Cluster did not start", e);
            }
        }

        private static void join() {
            try (RedisClient client = RedisClient.create()) {
                List<RedisCommands<String, String>> nodes = PORTS.stream()
                        .map(port -> client.connect(RedisURI.create(HOST, port)))
                        .map(StatefulRedisConnection::sync)
                        .toList();
                for (int i = 0; i < NODES; i++) {
                    nodes.get(i)
                            .clusterAddSlots(IntStream.range(
                                            SlotHash.SLOT_COUNT * i / NODES, SlotHash.SLOT_COUNT * (i + 1) / NODES)
                                    .toArray());
                    nodes.get(i).clusterSetConfigEpoch(i + 1L);
                }
                PORTS.forEach(port -> nodes.getFirst().clusterMeet(HOST, port));
                Predicate<RedisCommands<String, String>> ready =
                        node -> node.clusterInfo().contains("cluster_state:ok")
                                && node.clusterInfo().contains("cluster_known_nodes:" + NODES);
                // In this thread: another would wait for this class to be initialised.
                Awaitility.await().pollInSameThread().until(() -> nodes.stream().allMatch(ready));
            }
        }

        private static void stop() {
            for (RedisServer server : SERVERS) {
                try {
                    server.stop();
                } catch (IOException e) {
                    throw new UncheckedIOException("A node of the Redis Cluster did not stop", e);
                }
            }
            FileSystemUtils.deleteRecursively(FOLDER.toFile());
        }

        private static int freePort() {
            while (true) {
                int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
                if (isFree(port) && isFree(port + BUS)) {
                    return port;
                }
            }
        }

        private static boolean isFree(int port) {
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return true;
            } catch (IOException taken) {
                return false;
            }
        }
    }
}

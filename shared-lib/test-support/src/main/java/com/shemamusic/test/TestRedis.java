package com.shemamusic.test;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** One real Redis per JVM on a free port, started when first asked for; it keeps nothing on disk. */
public final class TestRedis {

    private TestRedis() {}

    /** Address for services. */
    public static String url() {
        return "redis://localhost:" + Server.PORT;
    }

    /** Port of the server on localhost, the same after {@link #stop()} and {@link #start()}. */
    public static int port() {
        return Server.PORT;
    }

    /** Commands to arrange and to inspect; the connection returns by itself after a stop and start. */
    public static RedisCommands<String, String> commands() {
        return Server.CONNECTION.sync();
    }

    /** A client for connections of one's own; shut down with the JVM. */
    static RedisClient client() {
        return Server.CLIENT;
    }

    /** Removes every key. */
    public static void flush() {
        commands().flushall();
    }

    /** Stops the server, as an outage would; whatever it held is gone. Does nothing when it is stopped. */
    public static void stop() {
        synchronized (Server.LOCK) {
            Server.stop();
        }
    }

    /** Starts the server again, empty, on the same port. Does nothing when it runs. */
    public static void start() {
        synchronized (Server.LOCK) {
            Server.start();
        }
    }

    /** Holds the server: the class is initialised, and so the server started, at the first use. */
    private static final class Server {
        static final Object LOCK = new Object();
        static final int PORT = freePort();
        private static RedisServer running = launch();
        static final RedisClient CLIENT = RedisClient.create(RedisURI.create("localhost", PORT));
        static final StatefulRedisConnection<String, String> CONNECTION = CLIENT.connect();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(TestRedis::stop, "test-redis-stop"));
        }

        static void start() {
            if (!running.isActive()) {
                running = launch();
            }
        }

        static void stop() {
            try {
                if (running.isActive()) {
                    running.stop();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Redis did not stop", e);
            }
        }

        private static RedisServer launch() {
            try {
                RedisServer server = RedisServer.newRedisServer()
                        .port(PORT)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .setting("maxmemory-policy noeviction")
                        .onShutdownForceStop(true)
                        .build();
                server.start();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded Redis did not start", e);
            }
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException("No free port for Redis", e);
            }
        }
    }
}

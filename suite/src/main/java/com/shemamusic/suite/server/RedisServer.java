package com.shemamusic.suite.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that keeps what it is told: an append-only file flushed every second, and no eviction. */
public final class RedisServer extends ProcessServer {
    private static final Duration START = Duration.ofSeconds(15);

    private final Path program;
    private final Path data;

    /** The program is unpacked into {@code binaries}, once. */
    public RedisServer(Path binaries, Path data, Path log, int port) throws IOException {
        super("redis", port, log, "TERM");
        this.program = program(binaries.toAbsolutePath());
        this.data = data.toAbsolutePath();
    }

    private static Path program(Path binaries) throws IOException {
        Path program = binaries.resolve("redis-server");
        if (!Files.isExecutable(program)) {
            Files.createDirectories(binaries);
            Path unpacked = ExecutableProvider.newJarResourceProvider(
                            Files.createTempDirectory(binaries, "redis-").toFile())
                    .get()
                    .toPath();
            Files.move(unpacked, program);
        }
        return program;
    }

    @Override
    public void start() throws IOException {
        if (isRunning()) {
            return;
        }
        Files.createDirectories(data);
        List<String> command = List.of(
                program.toString(),
                "--port",
                "" + port(),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--maxmemory-policy",
                "noeviction");
        ManagedProcess started = spawn(command);
        try {
            Poll.until(() -> !started.isAlive() || answers(), Duration.ofMillis(20), START);
        } catch (TimeoutException e) {
            throw new IOException("Redis does not answer on port " + port() + "\n" + started.lastLines());
        }
        if (!started.isAlive()) {
            throw new IOException("Redis ended at its start\n" + started.lastLines());
        }
    }

    // While it reads its file back it answers -LOADING, which is not yet ready.
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port()), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), US_ASCII).equals("+PONG");
        } catch (IOException _) {
            return false;
        }
    }

    /** Address in the form services take it. */
    public String url() {
        return "redis://localhost:" + port();
    }
}

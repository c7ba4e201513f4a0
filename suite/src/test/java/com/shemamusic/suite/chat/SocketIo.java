package com.shemamusic.suite.chat;

import com.shemamusic.suite.launcher.RunningSuite;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.List;

/** The chat on Socket.IO as a process of its own, on a suite's PostgreSQL and Redis; npm installs it. */
final class SocketIo implements AutoCloseable {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", "server.mjs");
    private final Process process;
    private final int port;

    private SocketIo(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SocketIo start(RunningSuite suite, boolean outbox) throws IOException, InterruptedException {
        Path source = Path.of(System.getProperty("shema.root", "."), "suite/src/test/socketio");
        Path folder = Files.createTempDirectory("shema-socketio");
        for (String file : FILES) {
            Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm could not install Socket.IO");
        }
        int port = freePort();
        ProcessBuilder node = new ProcessBuilder("node", "server.mjs").directory(folder.toFile());
        node.environment().put("PORT", Integer.toString(port));
        node.environment().put("DATABASE", database(suite));
        node.environment().put("REDIS", suite.redis().url());
        node.environment().put("OUTBOX", outbox ? "1" : "0");
        node.environment().put("NODE_ENV", "production");
        Process process = node.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said = process.inputReader();
        if (!"listening".equals(said.readLine())) {
            process.destroyForcibly();
            throw new IOException("Socket.IO did not start");
        }
        return new SocketIo(process, port);
    }

    // A login of its own, because the suite's passwords are the launcher's.
    private static String database(RunningSuite suite) {
        try (Connection connection = suite.jdbcAdmin().getConnection()) {
            connection.createStatement().execute("create role socketio login superuser password 'socketio'");
            return "postgres://socketio:socketio@localhost:" + suite.postgres().port() + "/postgres";
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package com.shemamusic.suite.trial;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The same design on Node.js, installed by npm in target: a gateway that uses {@code fetch}, and a service behind it. */
final class NodeReference implements AutoCloseable {

    private static final Path SOURCES = Path.of("suite", "src", "test", "bench");
    private static final Path HOME = Path.of("suite", "target", "bench").toAbsolutePath();
    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    /** Answers this JSON under {@code /api/courses}. */
    NodeReference(byte[] catalogue) throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json", "reference.mjs")) {
            Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = start("npm", "ci", "--no-audit", "--no-fund");
        if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new IOException("npm could not install the reference in " + HOME);
        }
        Path file = Files.write(HOME.resolve("catalogue.json"), catalogue);
        int service = freePort();
        processes.add(start("node", "reference.mjs", "service", Integer.toString(service), file.toString()));
        processes.add(start("node", "reference.mjs", "gateway", Integer.toString(port), "http://127.0.0.1:" + service));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> listens(service) && listens(port));
    }

    int port() {
        return port;
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve("reference.log").toFile())
                .start();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }
}

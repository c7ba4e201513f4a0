package com.shemamusic.auth.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Firebase's own Auth emulator and its own client package, as npm installs them; nothing is left outside of target. */
final class FirebaseEmulator implements AutoCloseable {

    static final String PROJECT = "demo-shema";
    private static final Path SOURCES = Path.of("src", "test", "firebase");
    private static final Path HOME = Path.of("target", "firebase").toAbsolutePath();
    private static final String LOCK = "package-lock.json";
    private static final Duration INSTALL = Duration.ofMinutes(8);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread atExit;
    private final Process process;
    private final String host;

    FirebaseEmulator() {
        try {
            install();
            List<Integer> ports = freePorts(3);
            host = "127.0.0.1:" + ports.getFirst();
            Files.writeString(HOME.resolve("firebase.json"), """
                    {"emulators": {"singleProjectMode": true, "ui": {"enabled": false},
                     "auth": {"host": "127.0.0.1", "port": %d},
                     "hub": {"host": "127.0.0.1", "port": %d},
                     "logging": {"host": "127.0.0.1", "port": %d}}}
                    """.formatted(ports.toArray()));
            process = run(
                    "emulator.log",
                    "node",
                    "node_modules/firebase-tools/lib/bin/firebase.js",
                    "emulators:start",
                    "--only",
                    "auth",
                    "--project",
                    PROJECT);
        } catch (IOException failure) {
            throw new UncheckedIOException("Node.js 20.10 or newer with npm is needed on the PATH", failure);
        }
        atExit = new Thread(process::destroy, "firebase-emulator-stop");
        Runtime.getRuntime().addShutdownHook(atExit);
        Awaitility.await("the emulator, which logs to " + HOME.resolve("emulator.log"))
                .atMost(START)
                .failFast(() -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> get("/").at("/authEmulator/ready").asBoolean());
    }

    /** What {@code FIREBASE_AUTH_EMULATOR_HOST} is set to. */
    String host() {
        return host;
    }

    /** What a step of {@code client.mjs} prints. */
    JsonNode client(String step, String email, String... more) {
        List<String> command = new ArrayList<>(List.of("node", "client.mjs", host, PROJECT, step, email));
        command.addAll(List.of(more));
        try {
            Process client = run("client.log", command.toArray(String[]::new));
            finish(client, STEP, "client.log");
            return JSON.readTree(Files.readAllLines(HOME.resolve("client.log")).getLast());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The codes in the mails the emulator would have sent to this address, the oldest first. */
    List<String> codes(String email, String kind) {
        JsonNode mails = get("/emulator/v1/projects/" + PROJECT + "/oobCodes").path("oobCodes");
        return StreamSupport.stream(mails.spliterator(), false)
                .filter(mail -> mail.path("email").asText().equals(email)
                        && mail.path("requestType").asText().equals(kind))
                .map(mail -> mail.path("oobCode").asText())
                .toList();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + path))
                    .header("Authorization", "Bearer owner")
                    .build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the lock file names, once; an install that was cut short is begun anew. */
    private static void install() throws IOException {
        Files.createDirectories(HOME.resolve("tmp"));
        Path installed = HOME.resolve("node_modules").resolve(LOCK);
        for (String name : List.of("package.json", LOCK, "client.mjs")) {
            Files.copy(SOURCES.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(installed) && Files.mismatch(installed, HOME.resolve(LOCK)) == -1) {
            return;
        }
        // No package needs its scripts, nor what it can do without.
        Process npm = run(
                "npm.log",
                "npm",
                "ci",
                "--ignore-scripts",
                "--omit=optional",
                "--prefer-offline",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier");
        finish(npm, INSTALL, "npm.log");
        Files.copy(HOME.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Process run(String log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve(log).toFile());
        // In CI the tools neither ask nor look for news; settings and locks of theirs stay with us.
        builder.environment().put("CI", "true");
        builder.environment().put("NO_UPDATE_NOTIFIER", "1");
        builder.environment().put("XDG_CONFIG_HOME", HOME.resolve("tmp").toString());
        builder.environment().put("TMPDIR", HOME.resolve("tmp").toString());
        return builder.start();
    }

    private static void finish(Process process, Duration atMost, String log) throws IOException {
        try {
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + Files.readString(HOME.resolve(log)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroy();
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}

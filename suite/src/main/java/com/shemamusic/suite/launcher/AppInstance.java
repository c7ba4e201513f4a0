package com.shemamusic.suite.launcher;

import com.shemamusic.suite.server.ManagedProcess;
import com.shemamusic.suite.server.Poll;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of one app on its own two ports. */
final class AppInstance {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(240);

    private final String name;
    private final InstalledApp installed;
    private final Supplier<List<String>> command;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable ManagedProcess process;

    AppInstance(
            String name, InstalledApp installed, int port, int managementPort, AppEnvironment environment, Path logs) {
        this(
                name,
                installed,
                installed::command,
                port,
                managementPort,
                environment.of(name, installed.app(), port, managementPort),
                logs.resolve(name + ".log").toAbsolutePath());
    }

    private AppInstance(
            String name,
            InstalledApp installed,
            Supplier<List<String>> command,
            int port,
            int managementPort,
            Map<String, String> environment,
            Path log) {
        this.name = name;
        this.installed = installed;
        this.command = command;
        this.port = port;
        this.managementPort = managementPort;
        this.environment = new HashMap<>(environment);
        this.log = log;
    }

    /** Another process of the same app, on ports of its own, that records its start into the file when it ends. */
    AppInstance recording(Path file, int ownPort, int ownManagementPort) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("PORT", Integer.toString(ownPort));
        own.put("MANAGEMENT_PORT", Integer.toString(ownManagementPort));
        return new AppInstance(
                name + "-training",
                installed,
                () -> installed.trainingCommand(file),
                ownPort,
                ownManagementPort,
                Map.copyOf(own),
                log.resolveSibling(name + "-training.log"));
    }

    String name() {
        return name;
    }

    InstalledApp installed() {
        return installed;
    }

    String url() {
        return "http://localhost:" + port;
    }

    String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** What the process is told from its next start on. */
    synchronized void tell(String variable, String value) {
        environment.put(variable, value);
    }

    /** Starts the process without waiting; does nothing while it is alive. */
    synchronized void start() throws IOException {
        if (!isAlive()) {
            process = ManagedProcess.start(command.get(), environment, log);
        }
    }

    /**
     * Returns once {@code /health/ready} answers 200.
     *
     * @throws StartFailure if the process ends or does not become ready in four minutes, with the end of its log
     */
    void awaitReady(HttpClient http) {
        ManagedProcess started = current();
        try {
            Poll.until(() -> !started.isAlive() || isReady(http), Duration.ofMillis(200), START);
        } catch (TimeoutException _) {
            throw new StartFailure(name + " is not ready after " + START.toSeconds() + " s; the end of " + log + ":\n"
                    + started.lastLines());
        }
        if (!started.isAlive()) {
            throw new StartFailure(name + " ended with code " + started.exitCode() + "; the end of " + log + ":\n"
                    + started.lastLines());
        }
    }

    boolean isReady(HttpClient http) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks it to stop, without waiting. */
    synchronized void askToStop() {
        if (process != null) {
            process.signal("TERM");
        }
    }

    /** Stops it gracefully; killed if it takes more than 30 s. */
    void stop() {
        ManagedProcess stopping;
        synchronized (this) {
            stopping = process;
        }
        if (stopping != null) {
            stopping.stop("TERM", GRACE);
        }
    }

    /** Ends it, and a JVM that writes its cache for it, at once; nothing happens to one that never started. */
    synchronized void kill() {
        if (process != null) {
            process.killTree();
        }
    }

    /** Waits for the end after {@link #askToStop}; true if it came in time. */
    boolean awaitEnd(Duration limit) {
        return current().waitFor(limit);
    }

    synchronized SuiteState.@Nullable Part part() {
        return process != null && process.isAlive()
                ? SuiteState.Part.of(name, process.pid(), port, managementPort)
                : null;
    }

    private synchronized ManagedProcess current() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }
}

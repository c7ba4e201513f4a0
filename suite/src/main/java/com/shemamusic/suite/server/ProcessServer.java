package com.shemamusic.suite.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What servers that are child processes have in common. */
abstract class ProcessServer implements Server {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final int port;
    private final Path log;
    private final String stopSignal;
    private volatile @Nullable ManagedProcess process;

    ProcessServer(String name, int port, Path log, String stopSignal) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.stopSignal = stopSignal;
    }

    final ManagedProcess spawn(List<String> command) throws IOException {
        ManagedProcess started = ManagedProcess.start(command, System.getenv(), log);
        process = started;
        return started;
    }

    final Path log() {
        return log;
    }

    final String lastLines() {
        ManagedProcess current = process;
        return current == null ? "" : current.lastLines();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        ManagedProcess current = process;
        return current == null ? -1 : current.pid();
    }

    @Override
    public final boolean isRunning() {
        ManagedProcess current = process;
        return current != null && current.isAlive();
    }

    @Override
    public final void stop() {
        ManagedProcess current = process;
        if (current != null) {
            current.stop(stopSignal, GRACE);
        }
    }

    @Override
    public final void kill() {
        ManagedProcess current = process;
        if (current != null) {
            current.kill();
        }
    }
}

package com.shemamusic.suite.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One child process with its output in a log file; stops by signal and never outlives {@link #stop}. */
public final class ManagedProcess {
    private static final int LAST_LINES = 25;

    private final Process process;
    private final Path log;

    private ManagedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command with exactly the given environment; the log of the start before is kept as {@code <name>.log.1}.
     *
     * @throws IOException if the program cannot be started
     */
    public static ManagedProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ManagedProcess(process, log);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Exit code of an ended process, with 128 + signal for one that a signal ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks with the signal (for example {@code TERM}), waits up to the grace, then kills. */
    public void stop(String signal, Duration grace) {
        signal(signal);
        if (!waitFor(grace)) {
            kill();
        }
    }

    /** Sends a signal by name; an ended process is left alone. */
    public void signal(String signal) {
        if (process.isAlive()) {
            Signals.send(process.pid(), signal);
        }
    }

    /** Waits for the end; true if it came in time. */
    public boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends it at once and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        // Not interruptible on purpose: whoever asks relies on the process being gone.
        process.onExit().join();
    }

    /** Ends it and whatever it started itself. */
    public void killTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /** The last lines of its log, for a person who has to know why it failed. */
    public String lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}

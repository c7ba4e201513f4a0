package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code ./shema up}: starts the suite of this checkout, stays with it, and stops it when asked to. */
final class Supervisor {
    private final SuiteOptions options;
    private final Path directory;
    private final boolean detached;
    private final @Nullable Path readyFile;
    private final Progress progress;
    private final AtomicReference<@Nullable SuiteParts> parts = new AtomicReference<>();
    private volatile boolean ready;
    private volatile boolean stopping;

    /** {@code readyFile} is made when the suite is up, for a script that waits for it. */
    Supervisor(SuiteOptions options, boolean detached, @Nullable Path readyFile) {
        this.options = options;
        this.directory = options.directory();
        this.detached = detached;
        this.readyFile = readyFile;
        this.progress = options.progress();
    }

    /** Returns only when there is nothing to stay for: a launcher is at work already. */
    boolean run() throws IOException {
        Files.createDirectories(directory);
        // Held as long as this process lives, however it ends.
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return alreadyUp();
            }
            List<String> leftovers = Leftovers.stop(directory);
            if (!leftovers.isEmpty()) {
                progress.note("Stopped what an earlier launcher left running: " + String.join(", ", leftovers));
            }
            try (ControlServer control = new ControlServer()) {
                stay(control);
            }
        }
        return true;
    }

    private boolean alreadyUp() throws IOException {
        SuiteState state = SuiteState.read(directory)
                .orElseThrow(() -> new StartFailure("another launcher is at work and says nothing yet; try again"));
        if (!detached) {
            progress.note("The suite is already up (launcher is process "
                    + state.launcher().pid() + "). ./shema status shows it, ./shema down stops it, and ./shema up"
                    + " --detach starts whatever part of it is missing.");
            return true;
        }
        List<String> started = ControlServer.startMissing(state);
        progress.note(
                started.isEmpty()
                        ? "The suite is already up, and nothing of it is missing."
                        : "The suite was up; started what was missing: " + String.join(", ", started));
        return true;
    }

    private void stay(ControlServer control) throws IOException {
        long begin = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "stop"));
        RunningSuite suite = SuiteLauncher.start(options, parts::set, now -> remember(now, control));
        ready = true;
        control.ready(suite);
        remember(suite.parts(), control);
        progress.note(Welcome.text(suite, directory, options.environment()));
        progress.note("Up after " + Console.seconds(Duration.ofNanos(System.nanoTime() - begin)) + ". "
                + (detached ? "./shema down stops everything." : "Ctrl-C stops everything."));
        if (readyFile != null) {
            Files.createFile(readyFile);
        }
        watch(suite);
    }

    // Parts are not started again by themselves: whoever kills one wants to see what the others do.
    private void watch(RunningSuite suite) {
        Set<String> known = new HashSet<>(suite.apps());
        while (true) {
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException _) {
                return;
            }
            for (AppInstance app : suite.parts().instances()) {
                if (app.isAlive()) {
                    known.add(app.name());
                } else if (known.remove(app.name()) && !stopping) {
                    progress.note("✗ " + app.name() + " has ended; ./shema up --detach starts it again");
                    suite.parts().changed();
                }
            }
        }
    }

    private void remember(SuiteParts now, ControlServer control) {
        try {
            long pid = ProcessHandle.current().pid();
            new SuiteState(
                            SuiteState.Part.of("launcher", pid, 0, 0),
                            control.port(),
                            control.token(),
                            ready,
                            now.running())
                    .write(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopAll() {
        SuiteParts started = parts.get();
        if (started == null) {
            return;
        }
        boolean asked = !stopping;
        stopping = true;
        long begin = System.nanoTime();
        progress.note("Stopping…");
        started.close();
        try {
            SuiteState.delete(directory);
        } catch (IOException e) {
            progress.note("The state could not be removed: " + e.getMessage());
        }
        progress.note("Stopped after " + Console.seconds(Duration.ofNanos(System.nanoTime() - begin)) + ".");
        if (asked && ready) {
            // A stop that was asked for and went well is a success; the JVM would say 130 or 143.
            Runtime.getRuntime().halt(0);
        }
    }
}

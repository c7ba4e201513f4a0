package com.shemamusic.suite.launcher;

import com.shemamusic.suite.server.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the start-up caches that are missing, one app after another with the lowest priority, beside the running suite.
 *
 * <p>Done after the first start and not by the serving processes: a JVM writes its cache when it ends, which would turn
 * every Ctrl-C into half a minute of waiting.
 */
final class CacheTraining {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final List<AppInstance> pending;
    private final Path logs;
    private final Progress progress;
    private @Nullable ManagedProcess running;
    private boolean stopped;

    CacheTraining(List<AppInstance> instances, Path logs, Progress progress) {
        Map<Path, AppInstance> one = instances.stream()
                .filter(instance -> !instance.installed().hasCache())
                .collect(Collectors.toMap(
                        instance -> instance.installed().cache(), instance -> instance, (first, _) -> first));
        this.pending = new ArrayList<>(one.values());
        this.logs = logs;
        this.progress = progress;
    }

    void start() {
        if (!pending.isEmpty()) {
            progress.note("Preparing faster starts in the background (" + pending.size() + " apps)");
            Thread.ofVirtual().name("cache-training").start(this::train);
        }
    }

    private void train() {
        long start = System.nanoTime();
        try {
            for (AppInstance instance : pending) {
                if (!train(instance)) {
                    return;
                }
            }
            progress.done("faster starts prepared", Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            progress.note("Faster starts could not be prepared: " + e.getMessage());
        }
    }

    private boolean train(AppInstance instance) throws IOException {
        InstalledApp installed = instance.installed();
        Path recorded = installed.cache().resolveSibling("start.aot.part");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(installed.trainingCommand(recorded));
        ManagedProcess process;
        synchronized (this) {
            if (stopped) {
                return false;
            }
            process = ManagedProcess.start(
                    command, instance.environment(), logs.resolve(instance.name() + "-training.log"));
            running = process;
        }
        boolean ended = process.waitFor(LIMIT);
        process.killTree();
        synchronized (this) {
            if (stopped) {
                Files.deleteIfExists(recorded);
                return false;
            }
        }
        if (ended && Files.exists(recorded)) {
            Files.move(recorded, installed.cache());
            installed.deleteOlderVersions();
        } else {
            progress.note("No start-up cache for " + instance.name() + ", see its training log");
        }
        return true;
    }

    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.killTree();
        }
    }
}

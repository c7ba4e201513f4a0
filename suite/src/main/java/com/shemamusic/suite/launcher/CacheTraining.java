package com.shemamusic.suite.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes the start-up caches that are missing, with the lowest priority beside the running suite: starts another process
 * of the app, lets it become ready, and stops it, because a JVM writes its cache when it ends.
 *
 * <p>Not by the serving processes themselves: every Ctrl-C would take half a minute longer.
 */
final class CacheTraining {
    private static final int AT_ONCE = 2;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final SuiteParts parts;
    private final Ports ports;
    private final Progress progress;
    private final Queue<AppInstance> pending = new ConcurrentLinkedQueue<>();
    private final Set<AppInstance> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    CacheTraining(SuiteParts parts, Ports ports, Progress progress) {
        this.parts = parts;
        this.ports = ports;
        this.progress = progress;
        Set<Path> caches = new HashSet<>();
        for (AppInstance instance : parts.instances()) {
            if (!instance.installed().hasCache()
                    && caches.add(instance.installed().cache())) {
                pending.add(instance);
            }
        }
    }

    /** Returns at once; what it returns ends when nothing is trained any more. */
    Thread start() {
        if (!pending.isEmpty()) {
            progress.note("Preparing faster starts in the background, for " + pending.size() + " apps.");
        }
        return Thread.ofVirtual().name("cache-training").start(pending.isEmpty() ? () -> {} : this::trainAll);
    }

    private void trainAll() {
        long start = System.nanoTime();
        try {
            Parallel.run(Collections.nCopies(AT_ONCE, this::trainSome));
            if (!stopped) {
                progress.done("faster starts prepared", Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (RuntimeException e) {
            if (!stopped) {
                progress.note("Faster starts could not be prepared: " + e.getMessage());
            }
        }
    }

    private void trainSome() {
        AppInstance next = pending.poll();
        while (next != null && !stopped) {
            train(next);
            next = pending.poll();
        }
    }

    private void train(AppInstance serving) {
        InstalledApp installed = serving.installed();
        Path recorded = installed.cache().resolveSibling("start.aot.part");
        AppInstance training = serving.recording(recorded, ports.free(), ports.free());
        running.add(training);
        try {
            parts.launchPassing(training);
            training.awaitReady(parts.http());
            training.askToStop();
            if (training.awaitEnd(LIMIT) && Files.exists(recorded)) {
                Files.move(recorded, installed.cache());
                installed.deleteOlderVersions();
            } else {
                progress.note("No start-up cache for " + serving.name() + ": see its training log.");
            }
        } catch (IOException e) {
            throw new StartFailure(e.toString(), e);
        } finally {
            running.remove(training);
            parts.endPassing(training);
        }
    }

    /** Ends what is being trained; its app is trained after the next start. */
    void stop() {
        stopped = true;
        List.copyOf(running).forEach(AppInstance::kill);
    }
}

package com.shemamusic.suite.launcher;

import com.shemamusic.suite.server.MailCatcher;
import com.shemamusic.suite.server.PostgresServer;
import com.shemamusic.suite.server.RedisServer;
import com.shemamusic.suite.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything one launcher has started; knows how to end it, also when the start was not finished. */
final class SuiteParts {
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final MailCatcher smtp;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<AppInstance> instances = new ArrayList<>();
    // Not of the suite, but started by it: must never be left behind either.
    private final Set<AppInstance> passing = new LinkedHashSet<>();
    private final Consumer<SuiteParts> onChange;
    private final List<Runnable> beforeStop = new ArrayList<>();
    private int launching;
    private boolean closing;

    SuiteParts(PostgresServer postgres, RedisServer redis, MailCatcher smtp, Consumer<SuiteParts> onChange) {
        this.postgres = postgres;
        this.redis = redis;
        this.smtp = smtp;
        this.onChange = onChange;
    }

    PostgresServer postgres() {
        return postgres;
    }

    RedisServer redis() {
        return redis;
    }

    MailCatcher smtp() {
        return smtp;
    }

    HttpClient http() {
        return http;
    }

    synchronized List<AppInstance> instances() {
        return List.copyOf(instances);
    }

    AppInstance instance(String name) {
        return instances().stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process " + name + " in this suite"));
    }

    synchronized void add(AppInstance instance) {
        instances.add(instance);
    }

    /** Starts a process that serves nobody and is gone soon. */
    synchronized void launchPassing(AppInstance instance) {
        passing.add(instance);
        launch(instance);
    }

    synchronized void endPassing(AppInstance instance) {
        instance.kill();
        passing.remove(instance);
        changed();
    }

    /** Something to end before the apps are asked to. */
    synchronized void beforeStop(Runnable action) {
        beforeStop.add(action);
    }

    // Nothing may be started behind the back of a stop: a stop waits for servers that are being started, and after its
    // first line nothing new begins.
    void launch(Server server) throws IOException {
        synchronized (this) {
            refuseWhenClosing();
            launching++;
        }
        try {
            server.start();
            changed();
        } finally {
            synchronized (this) {
                launching--;
                notifyAll();
            }
        }
    }

    void launch(AppInstance instance) {
        synchronized (this) {
            refuseWhenClosing();
            try {
                instance.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        changed();
    }

    private void refuseWhenClosing() {
        if (closing) {
            throw new StartFailure("stopped while starting");
        }
    }

    List<String> startMissing() {
        List<String> missing = new ArrayList<>();
        try {
            for (Server server : List.of(postgres, redis, smtp)) {
                if (!server.isRunning()) {
                    missing.add(server.name());
                    launch(server);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<AppInstance> dead =
                instances().stream().filter(instance -> !instance.isAlive()).toList();
        dead.forEach(this::launch);
        dead.forEach(instance -> instance.awaitReady(http));
        dead.forEach(instance -> missing.add(instance.name()));
        return missing;
    }

    /** Writes down what runs now. */
    synchronized void changed() {
        onChange.accept(this);
    }

    synchronized List<SuiteState.Part> running() {
        List<SuiteState.Part> running = new ArrayList<>();
        for (Server server : List.of(postgres, redis)) {
            if (server.isRunning()) {
                running.add(SuiteState.Part.of(server.name(), server.pid(), server.port(), 0));
            }
        }
        if (smtp.isRunning()) {
            running.add(SuiteState.Part.of(smtp.name(), smtp.pid(), smtp.port(), 0));
        }
        Stream.concat(instances.stream(), passing.stream())
                .map(AppInstance::part)
                .filter(Objects::nonNull)
                .forEach(running::add);
        return running;
    }

    /** Apps first, all asked at once, each up to 30 s; then what they write to. */
    void close() {
        synchronized (this) {
            closing = true;
        }
        beforeStop.forEach(Runnable::run);
        List<AppInstance> apps = instances();
        apps.forEach(AppInstance::askToStop);
        Parallel.run(apps.stream().<Runnable>map(app -> app::stop).toList());
        awaitLaunching();
        Parallel.run(List.of(smtp::stop, redis::stop, postgres::stop));
        http.close();
    }

    private synchronized void awaitLaunching() {
        try {
            while (launching > 0) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

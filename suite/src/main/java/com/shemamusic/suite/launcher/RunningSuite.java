package com.shemamusic.suite.launcher;

import com.shemamusic.suite.server.PostgresServer;
import com.shemamusic.suite.server.RedisServer;
import com.shemamusic.suite.server.Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A suite that is up: its addresses, and every part of it to stop, kill and start again.
 *
 * <p>Apps are named as in the port table ({@code user-service}); further processes of one have a number behind
 * ({@code user-service-2}). An unknown name is an {@link IllegalArgumentException}.
 */
public final class RunningSuite implements AutoCloseable {
    private final SuiteParts parts;
    private final Path directory;
    private volatile Thread training = Thread.ofVirtual().unstarted(() -> {});

    RunningSuite(SuiteParts parts, Path directory) {
        this.parts = parts;
        this.directory = directory;
    }

    public URI gatewayUrl() {
        return url(SuiteDefinition.GATEWAY);
    }

    public URI url(String app) {
        return URI.create(parts.instance(app).url());
    }

    /** Where its metrics are. */
    public URI managementUrl(String app) {
        return URI.create(parts.instance(app).managementUrl());
    }

    /** {@code kill -9}: no shutdown hook, nothing flushed; returns when it is gone. */
    public void kill(String app) {
        parts.instance(app).kill();
        parts.changed();
    }

    /** Stops it as a deployment would, gracefully. */
    public void stop(String app) {
        parts.instance(app).stop();
        parts.changed();
    }

    /** Changes what the app is told, from its next start on. */
    public void tell(String app, String variable, String value) {
        parts.instance(app).tell(variable, value);
    }

    /** Starts it again on its port, without waiting until it is ready. */
    public void start(String app) {
        parts.launch(parts.instance(app));
    }

    /**
     * Returns when the app answers that it is ready.
     *
     * @throws StartFailure if it ends instead, or takes longer than four minutes
     */
    public void awaitReady(String app) {
        parts.instance(app).awaitReady(parts.http());
    }

    void preparing(Thread training) {
        this.training = training;
    }

    /**
     * Returns when every app has its start-up cache.
     *
     * @throws StartFailure if one could not be made, or the suite was not started {@link SuiteOptions#withTraining()}
     */
    public void awaitFasterStarts() throws InterruptedException {
        training.join();
        List<String> without = parts.instances().stream()
                .filter(app -> !app.installed().hasCache())
                .map(AppInstance::name)
                .toList();
        if (!without.isEmpty()) {
            throw new StartFailure("no start-up cache for " + without);
        }
    }

    /** Starts every part that does not run, and waits for them; returns their names. */
    public List<String> startMissing() {
        return parts.startMissing();
    }

    public PostgresServer postgres() {
        return parts.postgres();
    }

    public RedisServer redis() {
        return parts.redis();
    }

    public Server smtp() {
        return parts.smtp();
    }

    /** Where caught mails are, one {@code .eml} file each, complete when visible. */
    public Path mailDirectory() {
        return directory.resolve("mail");
    }

    public Path whatsappDirectory() {
        return directory.resolve("whatsapp");
    }

    public Path logDirectory() {
        return directory.resolve("logs");
    }

    /** The superuser's connections, for a look at what the services wrote. */
    public DataSource jdbcAdmin() {
        return parts.postgres().admin();
    }

    /** Names of all app processes, running or not. */
    public List<String> apps() {
        return parts.instances().stream().map(AppInstance::name).collect(Collectors.toList());
    }

    /** Stops everything this suite started: apps gracefully, then the servers; the data stays. */
    @Override
    public void close() {
        parts.close();
    }

    SuiteParts parts() {
        return parts;
    }
}

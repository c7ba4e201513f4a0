package com.shemamusic.suite.launcher;

import com.shemamusic.db.Migrator;
import com.shemamusic.db.MigratorSettings;
import com.shemamusic.suite.server.MailCatcher;
import com.shemamusic.suite.server.PostgresServer;
import com.shemamusic.suite.server.RedisServer;
import com.shemamusic.suite.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Starts the whole suite; used by {@code ./shema up} and by the end-to-end tests alike. */
public final class SuiteLauncher {
    private final SuiteOptions options;
    private final Path directory;
    private final Steps steps;
    private final Ports ports = new Ports();
    private final Map<String, InstalledApp> installed = new ConcurrentHashMap<>();

    private SuiteLauncher(SuiteOptions options) {
        this.options = options;
        this.directory = options.directory().toAbsolutePath().normalize();
        this.steps = new Steps(options.progress());
    }

    /**
     * Starts every part and returns when all apps are ready.
     *
     * @throws StartFailure if a port is taken, an app is not built, or a part fails; nothing is left running then
     */
    public static RunningSuite start(SuiteOptions options) {
        return start(options, _ -> {}, _ -> {});
    }

    /** The same; {@code created} gets the parts before the first of them runs, {@code changed} whenever one comes or goes. */
    static RunningSuite start(SuiteOptions options, Consumer<SuiteParts> created, Consumer<SuiteParts> changed) {
        SuiteLauncher launcher = new SuiteLauncher(options);
        SuiteParts parts = null;
        try {
            Map<String, List<Integer>> appPorts = launcher.choosePorts();
            Secrets secrets = launcher.prepareSecrets();
            parts = launcher.servers(secrets, changed);
            created.accept(parts);
            return launcher.run(parts, secrets, appPorts);
        } catch (IOException | RuntimeException e) {
            if (parts != null) {
                parts.close();
            }
            throw e instanceof RuntimeException known ? known : new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private RunningSuite run(SuiteParts parts, Secrets secrets, Map<String, List<Integer>> appPorts) {
        Parallel.run(List.of(this::install, () -> startServers(parts)));
        steps.run("migrations", () -> migrate(parts.postgres(), secrets));
        RunningSuite suite = new RunningSuite(parts, directory);
        startApps(parts, secrets, appPorts);
        FirstStart.finish(suite, options, steps);
        if (options.training()) {
            CacheTraining training = new CacheTraining(parts, ports, options.progress());
            parts.beforeStop(training::stop);
            training.start();
        }
        return suite;
    }

    /** Every process's port by app name, the first of each from the block. */
    private Map<String, List<Integer>> choosePorts() {
        Map<String, List<Integer>> chosen = new LinkedHashMap<>();
        Map<Integer, String> wanted = new TreeMap<>();
        for (SuiteDefinition.App app : SuiteDefinition.APPS) {
            List<Integer> own = new ArrayList<>();
            for (int number = 0; number < options.replicas().getOrDefault(app.name(), 1); number++) {
                own.add(number == 0 && options.portBase() != 0 ? options.portBase() + app.offset() : ports.free());
            }
            chosen.put(app.name(), own);
            if (options.portBase() != 0) {
                wanted.put(options.portBase() + app.offset(), app.name());
            }
            if (options.managementPortBase() != 0) {
                wanted.put(options.managementPortBase() + app.offset(), "management of " + app.name());
            }
        }
        Ports.requireFree(wanted);
        return chosen;
    }

    private Secrets prepareSecrets() throws IOException {
        Secrets secrets = Secrets.in(directory);
        for (String name : List.of("postgres", "service-jwt", "jwt")) {
            secrets.get(name);
        }
        SuiteDefinition.APPS.forEach(app -> secrets.get(AppEnvironment.databaseUser(app)));
        secrets.save();
        Files.createDirectories(directory.resolve("whatsapp"));
        return secrets;
    }

    private SuiteParts servers(Secrets secrets, Consumer<SuiteParts> changed) throws IOException {
        Path logs = directory.resolve("logs");
        Path binaries = options.binaries();
        return new SuiteParts(
                new PostgresServer(
                        binaries,
                        directory.resolve("postgres"),
                        logs.resolve("postgres.log"),
                        ports.free(),
                        secrets.get("postgres")),
                new RedisServer(binaries, directory.resolve("redis"), logs.resolve("redis.log"), ports.free()),
                new MailCatcher(directory.resolve("mail"), ports.free()),
                changed);
    }

    private void startServers(SuiteParts parts) {
        Parallel.run(List.of(parts.postgres(), parts.redis(), parts.smtp()).stream()
                .<Runnable>map(server -> () -> startServer(parts, server))
                .toList());
    }

    private void startServer(SuiteParts parts, Server server) {
        steps.run(server.name() + " on port " + server.port(), () -> {
            try {
                parts.launch(server);
            } catch (IOException e) {
                throw new StartFailure(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private void install() {
        steps.run(
                "seven apps unpacked",
                () -> Parallel.run(SuiteDefinition.APPS.stream()
                        .<Runnable>map(app -> () -> {
                            try {
                                installed.put(app.name(), InstalledApp.of(app, options.root(), options.apps()));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .toList()));
    }

    private static void migrate(PostgresServer postgres, Secrets secrets) {
        Map<String, String> passwords = SuiteDefinition.APPS.stream()
                .collect(Collectors.toMap(
                        SuiteDefinition.App::shortName, app -> secrets.get(AppEnvironment.databaseUser(app))));
        Migrator.migrate(
                new MigratorSettings(postgres.url("postgres"), "postgres", secrets.get("postgres"), passwords));
    }

    private void startApps(SuiteParts parts, Secrets secrets, Map<String, List<Integer>> appPorts) {
        AppEnvironment environment = new AppEnvironment(
                options.environment(),
                secrets,
                directory,
                new AppEnvironment.Addresses(
                        parts.postgres().port(),
                        parts.redis().port(),
                        parts.smtp().port(),
                        appPorts));
        for (SuiteDefinition.App app : SuiteDefinition.APPS) {
            List<Integer> own = appPorts.getOrDefault(app.name(), List.of());
            for (int number = 0; number < own.size(); number++) {
                parts.add(new AppInstance(
                        number == 0 ? app.name() : app.name() + "-" + (number + 1),
                        Objects.requireNonNull(installed.get(app.name())),
                        own.get(number),
                        number == 0 && options.managementPortBase() != 0
                                ? options.managementPortBase() + app.offset()
                                : ports.free(),
                        environment,
                        directory.resolve("logs")));
            }
        }
        Parallel.run(parts.instances().stream()
                .<Runnable>map(instance -> () -> steps.run(instance.name() + " ready at " + instance.url(), () -> {
                    parts.launch(instance);
                    instance.awaitReady(parts.http());
                }))
                .toList());
    }
}

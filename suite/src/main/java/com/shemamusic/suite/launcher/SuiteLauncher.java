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
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            Map<String, List<Integer>> appPorts = AppPorts.choose(options, launcher.ports);
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
        RunningSuite suite = new RunningSuite(parts, directory);
        Map<String, String> passwords = databasePasswords(secrets);
        Migrated migrated = Migrated.of(directory.resolve("postgres"), passwords);
        if (migrated.isDone()) {
            // Apps wait for their servers by themselves.
            Parallel.run(List.of(() -> startServersOrNothing(parts), () -> {
                install();
                startApps(parts, secrets, appPorts);
            }));
        } else {
            Parallel.run(List.of(this::install, () -> startServers(parts)));
            steps.run("migrations", () -> migrate(parts.postgres(), secrets, passwords));
            migrated.remember();
            startApps(parts, secrets, appPorts);
        }
        FirstStart.finish(suite, options, steps);
        if (options.training()) {
            CacheTraining training = new CacheTraining(parts, ports, options.progress());
            parts.beforeStop(training::stop);
            suite.preparing(training.start());
        }
        Slimming.start(parts.instances());
        return suite;
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

    // Nobody waits for apps that wait for a server which cannot be started.
    private void startServersOrNothing(SuiteParts parts) {
        try {
            startServers(parts);
        } catch (RuntimeException failed) {
            parts.close();
            throw failed;
        }
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

    private static Map<String, String> databasePasswords(Secrets secrets) {
        return SuiteDefinition.APPS.stream()
                .collect(Collectors.toMap(
                        SuiteDefinition.App::shortName, app -> secrets.get(AppEnvironment.databaseUser(app))));
    }

    private static void migrate(PostgresServer postgres, Secrets secrets, Map<String, String> passwords) {
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

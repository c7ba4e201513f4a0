package com.shemamusic.suite.launcher;

import com.shemamusic.db.Migrator;
import com.shemamusic.db.MigratorSettings;
import com.shemamusic.suite.server.MailCatcher;
import com.shemamusic.suite.server.ManagedProcess;
import com.shemamusic.suite.server.Poll;
import com.shemamusic.suite.server.PostgresServer;
import com.shemamusic.suite.server.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Starts one app beside real servers until it is ready and stops it again, so that the JVM writes its start-up cache:
 * run while a container image is built, with the command the image will start.
 */
public final class ImageTraining {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration WRITE = Duration.ofMinutes(5);

    private final SuiteDefinition.App app;
    private final Path directory;
    private final Ports ports = new Ports();
    private final HttpClient http = HttpClient.newHttpClient();

    private ImageTraining(SuiteDefinition.App app, Path directory) {
        this.app = app;
        this.directory = directory;
    }

    /** The app's name, then its command with {@code -XX:AOTCacheOutput}; ends with 0 when the app was ready and stopped cleanly. */
    public static void main(String[] args) throws IOException {
        List<String> command = Arrays.asList(args).subList(1, args.length);
        Path directory = Files.createTempDirectory("training");
        new ImageTraining(SuiteDefinition.named(args[0]), directory).train(command);
    }

    private void train(List<String> command) throws IOException {
        Secrets secrets = Secrets.in(directory);
        PostgresServer postgres = new PostgresServer(
                directory.resolve("binaries"),
                directory.resolve("postgres"),
                directory.resolve("postgres.log"),
                ports.free(),
                secrets.get("postgres"));
        RedisServer redis = new RedisServer(
                directory.resolve("binaries"),
                directory.resolve("redis"),
                directory.resolve("redis.log"),
                ports.free());
        MailCatcher mail = new MailCatcher(directory.resolve("mail"), ports.free());
        try (http) {
            postgres.start();
            redis.start();
            mail.start();
            Map<String, String> passwords = SuiteDefinition.APPS.stream()
                    .collect(Collectors.toMap(
                            SuiteDefinition.App::shortName, each -> secrets.get(AppEnvironment.databaseUser(each))));
            Migrator.migrate(
                    new MigratorSettings(postgres.url("postgres"), "postgres", secrets.get("postgres"), passwords));
            run(command, secrets, new Servers(postgres.port(), redis.port(), mail.port()));
        } finally {
            mail.stop();
            redis.stop();
            postgres.stop();
        }
    }

    private record Servers(int postgres, int redis, int smtp) {}

    private void run(List<String> command, Secrets secrets, Servers servers) throws IOException {
        int port = ports.free();
        int managementPort = ports.free();
        // Nobody answers for the peers: an app is ready without them.
        Map<String, List<Integer>> apps = SuiteDefinition.APPS.stream()
                .collect(Collectors.toMap(SuiteDefinition.App::name, _ -> List.of(ports.free())));
        AppEnvironment environment = new AppEnvironment(
                System.getenv(),
                secrets,
                directory,
                new AppEnvironment.Addresses(servers.postgres(), servers.redis(), servers.smtp(), apps));
        ManagedProcess process = ManagedProcess.start(
                command, environment.of(app.name(), app, port, managementPort), directory.resolve(app.name() + ".log"));
        try {
            Poll.until(() -> !process.isAlive() || answers(port, "/health/ready"), Duration.ofMillis(200), START);
            boolean ready = answers(port, "/health/ready");
            // Whatever they answer: what a monitor asks all day is in the cache too.
            answers(port, "/health");
            answers(managementPort, "/metrics");
            process.stop("TERM", WRITE);
            if (!ready) {
                throw new StartFailure(app.name() + " ended instead of becoming ready:\n" + process.lastLines());
            }
            System.out.println(process.lastLines());
        } catch (TimeoutException e) {
            process.kill();
            throw new StartFailure(app.name() + " is not ready:\n" + process.lastLines(), e);
        }
    }

    private boolean answers(int port, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

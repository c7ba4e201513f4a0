package com.shemamusic.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.db.MigratorMain;
import com.shemamusic.test.TestAuthority;
import com.shemamusic.test.TestRedis;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The migrator and a service as production runs them, with a PostgreSQL that has to prove who it is. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseTlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CONNECTIONS = "select count(*) from pg_stat_activity where usename = 'shema_user'";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static Path certificate;
    private static Path key;
    private static EmbeddedPostgres postgres;

    private Process program;

    @BeforeAll
    static void start() throws IOException {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("own")));
        certificate = folder.resolve("server.crt");
        key = folder.resolve("server.key");
        authority.writeServer("localhost", certificate, key);
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void end() throws InterruptedException {
        program.destroyForcibly().waitFor();
    }

    @Test
    @Order(1)
    void theMigratorWaitsAndSaysWhyWhenItDoesNotBelieveTheServer() throws IOException {
        run(MigratorMain.class, migration(stranger()));

        await().atMost(PATIENCE).until(() -> output().contains("Waiting up to 60 s"));
        assertThat(output()).contains("SSL error", "certification path");
        assertThat(query("select count(*) from pg_roles where rolname = 'shema_user'"))
                .isEqualTo("0");
    }

    @Test
    @Order(2)
    void theMigratorMigratesAServerThatProvesWhoItIs() throws Exception {
        run(MigratorMain.class, migration(authority));

        assertThat(program.waitFor()).as(output()).isZero();
    }

    @Test
    @Order(3)
    void aServiceWorksOverTls() throws IOException {
        int port = freePort();
        run(UserApplication.class, service(authority, port));

        await().atMost(PATIENCE).until(() -> health(port).contains("\"healthy\""));
        assertThat(query("""
                        select string_agg(distinct ssl::text, ', ') from pg_stat_ssl join pg_stat_activity using (pid)
                        where usename = 'shema_user'""")).isEqualTo("true");
    }

    @Test
    @Order(4)
    void aServiceWaitsAndSaysWhyWhenTheServersAuthorityIsAnother() throws IOException {
        int port = freePort();
        run(UserApplication.class, service(stranger(), port));

        await().atMost(PATIENCE).until(() -> output().contains("Waiting for PostgreSQL"));
        assertThat(output()).contains("certification path");
        assertThat(health(port)).isEmpty();
        assertThat(query(CONNECTIONS)).isEqualTo("0");
    }

    @Test
    @Order(5)
    void aServiceWaitsAndSaysWhyWhenTheServerIsAnotherHost() throws IOException {
        authority.writeServer("elsewhere.example", certificate, key);
        query("select pg_reload_conf()");
        int port = freePort();
        run(UserApplication.class, service(authority, port));

        await().atMost(PATIENCE).until(() -> output().contains("Waiting for PostgreSQL"));
        assertThat(output()).contains("The hostname localhost could not be verified");
        assertThat(health(port)).isEmpty();
        assertThat(query(CONNECTIONS)).isEqualTo("0");
    }

    private static TestAuthority stranger() throws IOException {
        return new TestAuthority(Files.createTempDirectory(folder, "stranger"));
    }

    private static Map<String, String> migration(TestAuthority believed) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_MIGRATION_URL", url("?", believed));
        environment.put("DATABASE_MIGRATION_USER", "postgres");
        environment.put("DATABASE_MIGRATION_PASSWORD", "any");
        for (String service : List.of("USER", "COURSE", "ENROLLMENT", "CHAT", "ATTENDANCE")) {
            environment.put(service + "_DB_PASSWORD", "own-" + service);
        }
        return environment;
    }

    private static Map<String, String> service(TestAuthority believed, int port) {
        return Map.of(
                "PORT",
                "" + port,
                "MANAGEMENT_PORT",
                "0",
                "SERVICE_JWT_SECRET",
                "a-secret-that-only-this-run-knows-0123456789",
                "REDIS_URL",
                TestRedis.url(),
                "DATABASE_URL",
                url("?currentSchema=shema,extensions&", believed),
                "USER_DB_PASSWORD",
                "own-USER");
    }

    private static String url(String parameters, TestAuthority believed) {
        return "jdbc:postgresql://localhost:%d/postgres%ssslmode=verify-full&sslrootcert=%s"
                .formatted(postgres.getPort(), parameters, believed.certificate());
    }

    /** Without a profile, so for production. */
    private void run(Class<?> main, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        builder.environment().clear();
        builder.environment().putAll(environment);
        program = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private static String health(int port) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://localhost:" + port + "/health");
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notListening) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String query(String sql) {
        return JdbcClient.create(postgres.getPostgresDatabase())
                .sql(sql)
                .query(String.class)
                .single();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package com.shemamusic.attendance.report;

import com.shemamusic.test.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/** A streaming replica of the tests' PostgreSQL, made from a base copy of its files. */
final class TestReplica {

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    TestReplica() {
        try {
            data = Files.createTempDirectory(
                    "test-replica", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            copy();
        } catch (IOException e) {
            throw new UncheckedIOException("No replica", e);
        }
        start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?currentSchema=shema,extensions";
    }

    JdbcClient admin() {
        return JdbcClient.create(server.getPostgresDatabase());
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The replica did not start", e);
        }
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The replica did not stop", e);
        }
    }

    /** Stops it for good. */
    void remove() {
        stop();
        FileSystemUtils.deleteRecursively(data.toFile());
    }

    private void copy() throws IOException {
        // Beginning and end of the copy must be told on one connection.
        SingleConnectionDataSource connection = new SingleConnectionDataSource(
                "jdbc:postgresql://localhost:" + TestDatabase.port() + "/postgres", "postgres", "postgres", true);
        try {
            JdbcClient primary = JdbcClient.create(connection);
            Path source = Path.of(
                    primary.sql("show data_directory").query(String.class).single());
            primary.sql("select pg_backup_start('replica', true)::text")
                    .query(String.class)
                    .single();
            Files.walkFileTree(source, new Copy(source, data));
            Files.writeString(
                    data.resolve("backup_label"),
                    primary.sql("select labelfile from pg_backup_stop(false)")
                            .query(String.class)
                            .single());
        } finally {
            connection.destroy();
        }
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=postgres'\n"
                        .formatted(TestDatabase.port()));
    }

    private static final class Copy extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            if (!copy.equals(to)) {
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path name = from.relativize(file);
            // The log comes from the primary.
            if (!name.startsWith("pg_wal") && !LEFT_OUT.contains(name.toString())) {
                try {
                    Files.copy(file, to.resolve(name));
                } catch (NoSuchFileException gone) {
                    // Removed meanwhile, which the replay repeats.
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}

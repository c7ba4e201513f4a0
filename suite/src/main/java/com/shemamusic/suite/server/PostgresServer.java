package com.shemamusic.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL 17 whose data stays in a folder; as durable as in production, because crashes are tried on it. */
public final class PostgresServer extends ProcessServer {
    private static final Duration START = Duration.ofSeconds(30);

    private final Path home;
    private final Path data;
    private final String password;

    /** The programs are unpacked below {@code binaries}; {@code password} is the superuser's. */
    public PostgresServer(Path binaries, Path data, Path log, int port, String password) throws IOException {
        // SIGINT is the fast shutdown: open transactions are rolled back, everything committed is on disk.
        super("postgres", port, log, "INT");
        this.home = PostgresBinaries.in(binaries.toAbsolutePath());
        this.data = data.toAbsolutePath();
        this.password = password;
    }

    @Override
    public void start() throws IOException {
        if (isRunning()) {
            return;
        }
        if (!Files.exists(data)) {
            initialise();
        }
        List<String> prefix = UnprivilegedCommand.prefix(data);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", "" + port()));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=300",
                "log_min_messages=warning",
                "log_line_prefix=%m %u ")) {
            command.addAll(List.of("-c", setting));
        }
        try {
            Poll.until(() -> answers(command), Duration.ofMillis(50), START);
        } catch (TimeoutException e) {
            throw new IOException("PostgreSQL does not answer on port " + port() + "\n" + lastLines());
        }
    }

    // After a crash the backends of the old server may still be going, and the new one refuses to start beside them:
    // then it is simply started again.
    private boolean answers(List<String> command) {
        if (!isRunning()) {
            try {
                spawn(command);
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL cannot be started", e);
            }
        }
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", password)) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    // In a folder of its own that is renamed when it is complete: an interrupted first start leaves no half database.
    private void initialise() throws IOException {
        Path unfinished = Files.createDirectories(data.getParent()).resolve(data.getFileName() + ".new");
        Folders.delete(unfinished);
        Files.createDirectory(unfinished);
        Path passwordFile = Files.createTempFile(data.getParent(), "initdb", "");
        Path initLog = log().resolveSibling("postgres-init.log");
        try {
            Files.writeString(passwordFile, password);
            List<String> command = new ArrayList<>(UnprivilegedCommand.prefix(unfinished, passwordFile));
            command.addAll(List.of(
                    home.resolve("bin/initdb").toString(),
                    "-D",
                    unfinished.toString(),
                    "-U",
                    "postgres",
                    "-E",
                    "UTF8"));
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
            command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
            ManagedProcess initdb = ManagedProcess.start(command, System.getenv(), initLog);
            if (!initdb.waitFor(Duration.ofMinutes(1)) || initdb.exitCode() != 0) {
                initdb.kill();
                throw new IOException("initdb failed\n" + initdb.lastLines());
            }
            Files.move(unfinished, data);
        } finally {
            Files.delete(passwordFile);
        }
    }

    /** JDBC address of a database, without user and password. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** Connections of the superuser, for tests that look at what services wrote. */
    public DataSource admin() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url("postgres"));
        source.setUser("postgres");
        source.setPassword(password);
        return source;
    }
}

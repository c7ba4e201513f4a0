package com.shemamusic.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A PostgreSQL of its own for one test class, with one superuser and no password check for anyone. */
final class TestServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    TestServer() {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    MigratorSettings settings(String database, String user) {
        return new MigratorSettings(url(database), user, "any", passwords());
    }

    static Map<String, String> passwords() {
        return ServiceSchema.ALL.stream()
                .collect(Collectors.toMap(ServiceSchema::service, schema -> "pw-" + schema.service()));
    }

    Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(url(database) + "?currentSchema=shema,extensions", user, "any");
    }

    void admin(String database, String sql) throws SQLException {
        try (Connection connection = connect(database, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String database, String sql) throws SQLException {
        try (Connection connection = connect(database, "postgres")) {
            return query(connection, sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

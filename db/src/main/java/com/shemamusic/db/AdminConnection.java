package com.shemamusic.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the administrator's connection, patiently: in containers the database often starts after the migrator. */
final class AdminConnection {

    private static final Logger log = LoggerFactory.getLogger(AdminConnection.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private AdminConnection() {}

    static Connection await(MigratorSettings settings) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (true) {
            try {
                return open(settings);
            } catch (SQLException e) {
                if (!isNotUpYet(e) || System.nanoTime() > deadline) {
                    throw new MigrationFailedException("The database cannot be reached: " + e.getMessage(), e);
                }
                if (!told) {
                    log.info("Waiting up to {} s for the database: {}", PATIENCE.toSeconds(), e.getMessage());
                    told = true;
                }
                Pause.of(PAUSE);
            }
        }
    }

    private static Connection open(MigratorSettings settings) throws SQLException {
        Properties properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("ApplicationName", "shema-migrator");
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }

    /** No connection (class 08) and starting up or shutting down (57P0x) pass; a wrong password does not. */
    private static boolean isNotUpYet(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}

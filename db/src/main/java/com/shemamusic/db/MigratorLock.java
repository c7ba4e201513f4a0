package com.shemamusic.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Lets one migrator at a time work on a database. */
final class MigratorLock {

    private static final long KEY = 0x7368656d61L;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private MigratorLock() {}

    /** Waits until no other migrator is at work; the lock goes with the connection, also if the migrator dies. */
    static void acquire(Connection connection) throws SQLException {
        // Not pg_advisory_lock: a statement that waits holds a snapshot, and "create index concurrently" in the other
        // migrator would wait for that snapshot to go, for ever.
        while (!attempt(connection)) {
            Pause.of(PAUSE);
        }
    }

    private static boolean attempt(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }
}

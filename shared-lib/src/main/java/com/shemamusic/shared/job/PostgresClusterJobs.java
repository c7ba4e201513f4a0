package com.shemamusic.shared.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Keeps replicas apart with an advisory lock of PostgreSQL and remembers the last run in Redis. The lock belongs to a
 * transaction on a connection of its own, so it works through a pooler in transaction mode and never outlives its owner;
 * the transactions of the job itself are separate.
 */
class PostgresClusterJobs implements ClusterJobs {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresClusterJobs.class);

    private static final Duration BEGUN = Duration.ofMinutes(5);

    private final DataSource database;
    private final StringRedisTemplate redis;
    private final String service;

    PostgresClusterJobs(DataSource database, StringRedisTemplate redis, String service) {
        this.database = database;
        this.redis = redis;
        this.service = service;
    }

    @Override
    public void runOnce(String jobName, Duration everyAtLeast, Runnable job) {
        String key = "job:" + service + ":" + jobName;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (lock(connection, key) && due(key, everyAtLeast)) {
                    run(jobName, key, everyAtLeast, job);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warn("job {} waits for the database: {}", jobName, e.getSQLState());
        }
    }

    private static boolean lock(Connection connection, String key) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            // The lock's transaction is idle for as long as the job runs.
            settings.execute("set local idle_in_transaction_session_timeout = 0");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, key);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** The mark lasts some minutes only until the job is done: a replica that dies must not leave it out for a night. */
    private boolean due(String key, Duration everyAtLeast) {
        if (everyAtLeast.isZero()) {
            return true;
        }
        try {
            Duration rest = rest(everyAtLeast);
            Duration begun = rest.compareTo(BEGUN) < 0 ? rest : BEGUN;
            return !Boolean.FALSE.equals(redis.opsForValue().setIfAbsent(key, "", begun));
        } catch (DataAccessException e) {
            return true;
        }
    }

    /** A tenth of the time is left out, or a timer that comes a moment early would miss every other run. */
    private static Duration rest(Duration everyAtLeast) {
        return everyAtLeast.multipliedBy(9).dividedBy(10);
    }

    private void run(String jobName, String key, Duration everyAtLeast, Runnable job) {
        long begun = System.nanoTime();
        Duration rest = Duration.ZERO;
        try {
            job.run();
            rest = rest(everyAtLeast).minusNanos(System.nanoTime() - begun);
        } catch (RuntimeException e) {
            LOG.error("job {} failed and is tried again at its next turn", jobName, e);
        } finally {
            // After an error, too, which nobody here can handle.
            mark(key, rest);
        }
    }

    private void mark(String key, Duration rest) {
        try {
            if (rest.toMillis() > 0) {
                redis.opsForValue().set(key, "", rest);
            } else {
                redis.delete(key);
            }
        } catch (DataAccessException e) {
            LOG.debug("{} could not be marked: the job may run again early", key);
        }
    }
}

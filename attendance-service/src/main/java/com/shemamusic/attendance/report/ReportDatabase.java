package com.shemamusic.attendance.report;

import com.shemamusic.shared.jdbc.DeadlineJdbcTemplate;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where reports are read: in the replica of {@code DATABASE_REPORTS_URL} while there is one and it answers, else in the main
 * database. A replica is a moment behind, so what somebody looks at to see her own change is not read here.
 */
@Component
class ReportDatabase implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ReportDatabase.class);
    private static final int CONNECTIONS = 4;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int IDLE_MILLIS = 60_000;

    private final JdbcClient main;
    private final DataSource mainPool;
    private final @Nullable HikariDataSource replicaPool;
    private final @Nullable JdbcClient replica;
    private final AtomicBoolean away = new AtomicBoolean();

    ReportDatabase(JdbcClient jdbc, DataSource database, @Value("${shema.reports-url}") String url)
            throws SQLException {
        this.main = jdbc;
        this.mainPool = database;
        // With traces the pool is wrapped.
        this.replicaPool =
                url.isBlank() ? null : new HikariDataSource(like(database.unwrap(HikariDataSource.class), url));
        this.replica = replicaPool == null ? null : JdbcClient.create(new DeadlineJdbcTemplate(replicaPool));
    }

    /** What the query finds; it may be asked twice. */
    <T> T read(Function<JdbcClient, T> query) {
        if (replica != null) {
            try {
                T found = query.apply(replica);
                answered();
                return found;
            } catch (DataAccessResourceFailureException failure) {
                if (!isAway(failure)) {
                    throw failure;
                }
                unanswered(failure);
            }
        }
        return query.apply(main);
    }

    /** Work in one read-only transaction, in which rows may be read one after the other. Once it has begun it stays where it is. */
    void stream(Consumer<DataSource> work) {
        if (replicaPool != null) {
            try {
                transaction(replicaPool, work);
                answered();
                return;
            } catch (CannotCreateTransactionException failure) {
                unanswered(failure);
            }
        }
        transaction(mainPool, work);
    }

    @Override
    public void destroy() {
        if (replicaPool != null) {
            replicaPool.close();
        }
    }

    private static void transaction(DataSource pool, Consumer<DataSource> work) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        transaction.setReadOnly(true);
        transaction.executeWithoutResult(_ -> work.accept(pool));
    }

    private static HikariConfig like(HikariDataSource database, String url) {
        HikariConfig config = new HikariConfig();
        database.copyStateTo(config);
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setJdbcUrl(url);
        config.setPoolName("reports");
        config.setReadOnly(true);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT_MILLIS);
        return config;
    }

    // Not a statement that took too long or lost to the replay: the main database is not the place to try that again.
    private static boolean isAway(DataAccessResourceFailureException failure) {
        return failure instanceof CannotGetJdbcConnectionException
                || (failure.getCause() instanceof SQLException cause
                        && cause.getSQLState() != null
                        && (cause.getSQLState().startsWith("08")
                                || cause.getSQLState().startsWith("57P")));
    }

    private void answered() {
        if (away.compareAndSet(true, false)) {
            LOG.info("Reports are read from the replica again");
        }
    }

    private void unanswered(NestedRuntimeException failure) {
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "Reports are read from the main database, the replica does not answer: {}",
                    failure.getMostSpecificCause().getMessage());
        }
    }
}

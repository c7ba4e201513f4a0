package com.shemamusic.shared.jdbc;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds a service back until the database answers, and refuses to start on a schema older than the scripts packed
 * with the service. Services themselves have no right to change the schema; the migrator does it before.
 */
public final class SchemaCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);
    private static final Pattern VERSION = Pattern.compile("V0*(\\d+)__.*\\.sql");
    private static final long PAUSE_MILLIS = 1_000;
    private final JdbcClient jdbc;
    private final String prefix;

    public SchemaCheck(JdbcClient jdbc, String prefix) {
        this.jdbc = jdbc;
        this.prefix = prefix;
    }

    /** Waits for the database, then compares; a schema that is behind ends the start with the command to run. */
    public void await() throws IOException, InterruptedException {
        int needed = packedVersion();
        while (true) {
            try {
                int found = migratedVersion();
                if (found < needed) {
                    throw new IllegalStateException("The database schema of " + prefix + " is at version " + found
                            + " and this service needs " + needed + ": run the migrator first.");
                }
                return;
            } catch (InvalidDataAccessResourceUsageException never) {
                throw new IllegalStateException(
                        "The database has no schema of " + prefix + ": run the migrator first.", never);
            } catch (DataAccessException down) {
                LOG.warn(
                        "Waiting for PostgreSQL: {}",
                        down.getMostSpecificCause().getMessage());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private int packedVersion() throws IOException {
        Resource[] scripts =
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/migrations/" + prefix + "/*.sql");
        return Arrays.stream(scripts)
                .map(script -> VERSION.matcher(String.valueOf(script.getFilename())))
                .filter(Matcher::matches)
                .mapToInt(version -> Integer.parseInt(version.group(1)))
                .max()
                .orElseThrow(() -> new IllegalStateException("No migrations of " + prefix + " are packed"));
    }

    private int migratedVersion() {
        return jdbc.sql("select coalesce(max(version::int), 0) from flyway_history_" + prefix
                        + " where success and version is not null")
                .query(Integer.class)
                .single();
    }
}

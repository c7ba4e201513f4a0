package com.shemamusic.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes roles, schema and tables what this version of the services expects. */
public final class Migrator {

    private static final Logger log = LoggerFactory.getLogger(Migrator.class);

    private final MigratorSettings settings;

    private Migrator(MigratorSettings settings) {
        this.settings = settings;
    }

    /**
     * Brings the database up to date; does nothing where it already is. Waits up to 60 s for the database, and for
     * another migrator that is at work; may run while services of the previous version are serving.
     *
     * @throws MigrationFailedException when the database cannot be reached, a script fails, or a table ends up open to
     *     anyone but its service
     */
    public static void migrate(MigratorSettings settings) {
        new Migrator(settings).migrate();
    }

    private void migrate() {
        try (Connection connection = AdminConnection.await(settings)) {
            MigratorLock.acquire(connection);
            execute(connection, script("schema.sql"));
            for (ServiceSchema schema : ServiceSchema.ALL) {
                prepareRoles(connection, schema);
                runScripts(schema, searchPath(connection, schema));
                asOwner(connection, schema, script("seal.sql", schema));
            }
            List<String> violations = OwnershipCheck.violations(connection);
            if (!violations.isEmpty()) {
                throw new MigrationFailedException("Not every table belongs to one service: " + violations, null);
            }
        } catch (SQLException e) {
            throw new MigrationFailedException("Migration failed: " + e.getMessage(), e);
        }
    }

    private void prepareRoles(Connection connection, ServiceSchema schema) throws SQLException {
        execute(connection, script("service_roles.sql", schema));
        // The driver hashes it, so the password itself never reaches a statement log.
        char[] password = settings.passwordOf(schema).toCharArray();
        connection.unwrap(PGConnection.class).alterUserPassword(schema.role(), password, "scram-sha-256");
        asOwner(connection, schema, script("default_privileges.sql", schema));
    }

    /** The schemas the owner role finds things in, which its own settings name: taking a role does not take its settings. */
    private static String searchPath(Connection connection, ServiceSchema schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select substr(setting, length('search_path=') + 1) from pg_roles, unnest(rolconfig) setting
                where rolname = ? and setting like 'search_path=%'""")) {
            statement.setString(1, schema.ownerRole());
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private void runScripts(ServiceSchema schema, String searchPath) {
        MigrateResult result = Flyway.configure(new OwnScripts(Migrator.class.getClassLoader()))
                .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                // As the owner, PostgreSQL itself refuses a foreign key to another service's table.
                .initSql("set role " + schema.ownerRole() + "; set search_path = " + searchPath)
                .schemas(ServiceSchema.NAME)
                .createSchemas(false)
                .table(schema.historyTable())
                .locations("classpath:" + schema.scripts())
                .validateMigrationNaming(true)
                // The schema is never empty for the second service. With the default baseline of 1, V001 would be
                // skipped.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        log.info(
                "{}: {} scripts run, now at {}",
                schema.service(),
                result.migrationsExecuted,
                result.targetSchemaVersion != null ? result.targetSchemaVersion : result.initialSchemaVersion);
    }

    private static void asOwner(Connection connection, ServiceSchema schema, String sql) throws SQLException {
        execute(connection, "set role " + schema.ownerRole());
        try {
            execute(connection, sql);
        } finally {
            execute(connection, "reset role");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name, ServiceSchema schema) {
        return script(name).replace(":service", schema.service());
    }

    private static String script(String name) {
        try (InputStream stream = Migrator.class.getResourceAsStream("/db/bootstrap/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("No bootstrap script " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Bootstrap script " + name + " cannot be read", e);
        }
    }
}

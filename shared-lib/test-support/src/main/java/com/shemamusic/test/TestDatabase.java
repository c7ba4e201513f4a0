package com.shemamusic.test;

import com.shemamusic.db.Migrator;
import com.shemamusic.db.MigratorSettings;
import com.shemamusic.db.ServiceSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One real, migrated PostgreSQL 17 per JVM, started when first asked for and stopped with the JVM. */
public final class TestDatabase {

    private static final String DATABASE = "postgres";
    private static final int TRUNCATE_ATTEMPTS = 5;

    private TestDatabase() {}

    /** Address for services, with the search path in it. */
    public static String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port() + "/" + DATABASE + "?currentSchema=shema,extensions";
    }

    /** Port of the server on localhost. */
    public static int port() {
        return Server.INSTANCE.getPort();
    }

    /** Login role of a service, given by its short name as in {@code user}. */
    public static String user(String service) {
        return schema(service).role();
    }

    /** Password of {@link #user(String)}. */
    public static String password(String service) {
        return "test-" + schema(service).service();
    }

    /** Unpooled connections with a service's own rights. */
    public static DataSource as(String service) {
        return new DriverManagerDataSource(jdbcUrl(), user(service), password(service));
    }

    /** Unpooled connections with all rights, row-level security does not bind them. */
    public static DataSource adminDataSource() {
        return new DriverManagerDataSource(jdbcUrl(), "postgres", "postgres");
    }

    /** SQL with all rights, to arrange and to inspect. */
    public static JdbcClient admin() {
        return JdbcClient.create(adminDataSource());
    }

    /** Empties every table of a service and restarts its sequences; its Flyway history stays. */
    public static void truncate(String service) {
        ServiceSchema schema = schema(service);
        JdbcClient admin = admin();
        List<String> tables = admin.sql("""
                        select quote_ident(relname) from pg_class
                        where relnamespace = 'shema'::regnamespace and relkind in ('r', 'p')
                          and pg_get_userbyid(relowner) = :owner and relname <> :history
                        """)
                .param("owner", schema.ownerRole())
                .param("history", schema.historyTable())
                .query(String.class)
                .list();
        String statement = tables.stream()
                .map(table -> ServiceSchema.NAME + "." + table)
                .collect(Collectors.joining(", ", "truncate ", " restart identity cascade"));
        for (int attempt = 1; ; attempt++) {
            try {
                admin.sql(statement).update();
                return;
            } catch (PessimisticLockingFailureException e) {
                // A background job of the service may hold its locks in another order; the deadlock's victim tries
                // again.
                if (attempt == TRUNCATE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static ServiceSchema schema(String service) {
        return ServiceSchema.ALL.stream()
                .filter(schema -> schema.service().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No service with tables is named " + service));
    }

    /** Holds the server: the class is initialised, and so the server started, at the first use. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
                Migrator.migrate(new MigratorSettings(
                        "jdbc:postgresql://localhost:" + server.getPort() + "/" + DATABASE,
                        "postgres",
                        "postgres",
                        ServiceSchema.ALL.stream()
                                .collect(Collectors.toMap(
                                        ServiceSchema::service, schema -> password(schema.service())))));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
            }
        }
    }
}

package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue check on a database set up like a Supabase project's: nothing to find, and then each way to break it. */
class DoctorIT {

    private static final String DATABASE = "postgres";
    private static TestServer server;

    @BeforeAll
    static void migrateAsTheAdministratorOfAProject() throws SQLException, IOException {
        server = new TestServer();
        try (InputStream setUp = DoctorIT.class.getResourceAsStream("/supabase.sql")) {
            server.admin(DATABASE, new String(Objects.requireNonNull(setUp).readAllBytes(), StandardCharsets.UTF_8));
        }
        Migrator.migrate(server.settings(DATABASE, "administrator"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void findsNothingAfterAMigration() {
        assertThat(examine()).singleElement().asString().contains("each open to its own service and to nobody else");
    }

    @Test
    void theRolesOfTheDataApiReadAndWriteNoRowOfAnyTable() throws SQLException {
        List<String> tables = server.query(
                DATABASE,
                "select relname from pg_class where relnamespace = 'shema'::regnamespace and relkind in ('r', 'p')");
        List<String> reached = new ArrayList<>();
        for (String role : List.of("anon", "authenticated", "service_role")) {
            try (Connection connection = server.connect(DATABASE, "authenticator");
                    Statement statement = connection.createStatement()) {
                statement.execute("set role " + role);
                for (String table : tables) {
                    for (String sql :
                            List.of("table shema.%s", "insert into shema.%s default values", "delete from shema.%s")) {
                        try {
                            statement.execute(sql.formatted(table));
                            reached.add(role + ": " + sql.formatted(table));
                        } catch (SQLException refused) {
                            assertThat(refused.getSQLState()).isEqualTo("42501");
                        }
                    }
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(30);
        assertThat(reached).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table users disable row level security | alter table users enable row level security | users has no row-level security",
                "create policy more on users for select to anon using (true) | drop policy more on users | users has 2 policies",
                "grant select on users to anon | revoke all on users from anon | users is open to anon",
                "grant insert on enrollments to authenticated | revoke all on enrollments from authenticated | enrollments is open to authenticated",
                "grant select on bookings to public | revoke all on bookings from public | bookings is open to public",
                "grant select on rooms to service_role | revoke all on rooms from service_role | rooms is open to service_role",
                "grant usage on schema shema to anon | revoke all on schema shema from anon | schema shema is open to anon",
                "create view leak as select 1 as one from users | drop view leak | leak is a view without security_invoker",
                "create materialized view leak as select 1 as one from users | drop materialized view leak | leak is a materialized view",
                "create function leak() returns int language sql security definer as 'select 1' | drop function leak() | leak() is a security definer function",
                "create function leak() returns int language sql as 'select 1'; grant execute on function leak() to anon | drop function leak() | leak() is open to anon",
                "create view public.leak as select email from users | drop view public.leak | view public.leak reads users",
                "create function public.leak() returns bigint language sql security definer as 'select count(*) from shema.users' | drop function public.leak() | function public.leak() names shema",
                "alter role authenticator set pgrst.db_schemas = 'public, shema' | alter role authenticator set pgrst.db_schemas = 'public' | schema shema is exposed by the Data API",
                "alter default privileges in schema shema grant select on tables to anon | alter default privileges in schema shema revoke select on tables from anon | creates from now on is open to anon",
                "grant shema_user to anon | revoke shema_user from anon | anon may act as shema_user",
                "alter role shema_chat bypassrls | alter role shema_chat nobypassrls | shema_chat is not bound by row-level security",
                "alter publication supabase_realtime add table users | alter publication supabase_realtime drop table users | supabase_realtime publishes changes of users",
            })
    void namesWhatIsBroken(String breaking, String mending, String finding) throws SQLException {
        server.admin(DATABASE, breaking);
        try {
            assertThat(examine())
                    .anySatisfy(line -> assertThat(line).startsWith("✗ ").contains(finding));
        } finally {
            server.admin(DATABASE, mending);
        }
        assertThat(examine()).singleElement().asString().startsWith("✓");
    }

    @Test
    void theMigratorTakesBackWhatWasGranted() throws SQLException {
        server.admin(DATABASE, """
                grant usage on schema shema to anon;
                grant all on all tables in schema shema to anon, authenticated, service_role, public;
                alter table users disable row level security""");
        assertThat(examine()).hasSizeGreaterThan(100);

        Migrator.migrate(server.settings(DATABASE, "administrator"));

        assertThat(examine()).singleElement().asString().startsWith("✓");
    }

    @Test
    void saysThatADatabaseIsNotSupabases() throws SQLException {
        server.admin(DATABASE, "alter role anon rename to somebody");
        try {
            assertThat(examine()).anySatisfy(line -> assertThat(line).contains("there is no role anon"));
        } finally {
            server.admin(DATABASE, "alter role somebody rename to anon");
        }
    }

    @Test
    void anEmptyDatabaseIsNotFine() throws SQLException {
        server.admin(DATABASE, "create database empty");
        assertThatThrownBy(() -> Doctor.examine(List.of(), environment("empty"), System.out))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("run the migrator first");
    }

    private static List<String> examine() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        boolean fine = Doctor.examine(
                List.of(Doctor.SUPABASE),
                environment(DATABASE),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(fine).isEqualTo(lines.stream().noneMatch(line -> line.startsWith("✗")));
        return lines;
    }

    private static Map<String, String> environment(String database) {
        return Map.of(
                "DATABASE_MIGRATION_URL",
                server.url(database),
                "DATABASE_MIGRATION_USER",
                "administrator",
                "DATABASE_MIGRATION_PASSWORD",
                "any");
    }
}

package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnershipIT {

    private static final String DATABASE = "postgres";
    private static final String REFUSED = "42501";

    private static TestServer server;

    @BeforeAll
    static void migrateOverSupabasesRoles() throws SQLException {
        server = new TestServer();
        server.admin(DATABASE, """
                create role anon login;
                create role authenticated login;
                create role service_role login bypassrls;
                create schema shema;
                grant usage on schema shema to anon, authenticated, service_role, public;
                alter default privileges grant all on tables to anon, authenticated, service_role;
                alter default privileges in schema shema grant all on tables to anon, authenticated, service_role;
                alter default privileges in schema shema grant all on functions to anon, authenticated, service_role;
                """);
        Migrator.migrate(server.settings(DATABASE, "postgres"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aServiceHasAllFourVerbsOnItsOwnTablesAndNoneOnAnyOther() throws SQLException {
        List<String> tables = tables();
        assertThat(tables).hasSizeGreaterThanOrEqualTo(4 * ServiceSchema.ALL.size());
        List<String> wrong = new ArrayList<>();
        for (ServiceSchema schema : ServiceSchema.ALL) {
            try (Connection connection = server.connect(DATABASE, schema.role())) {
                for (String table : tables) {
                    String owner = owner(table);
                    for (String verb : List.of("select", "insert", "update", "delete")) {
                        boolean own = owner.equals(schema.ownerRole());
                        boolean history = table.startsWith("flyway_history_");
                        String expected = own && (!history || verb.equals("select")) ? "done" : REFUSED;
                        String actual = attempt(connection, statement(verb, table));
                        if (!actual.equals(expected)) {
                            wrong.add(schema.role() + " " + verb + " " + table + ": " + actual);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aServiceSeesTheRowsItHasWritten() throws SQLException {
        try (Connection connection = server.connect(DATABASE, "shema_user")) {
            assertThat(attempt(connection, """
                            insert into user_inbox (event_id, channel)
                            values ('01930000-0000-7000-8000-000000000001', 'course.updated')
                            """)).isEqualTo("done");
            assertThat(TestServer.query(connection, "select channel from user_inbox"))
                    .containsExactly("course.updated");
        }
    }

    @Test
    void theRolesOfTheDataApiReadAndWriteNothing() throws SQLException {
        List<String> open = new ArrayList<>();
        for (String outsider : List.of("anon", "authenticated", "service_role")) {
            try (Connection connection = server.connect(DATABASE, outsider)) {
                for (String table : tables()) {
                    for (String verb : List.of("select", "insert", "update", "delete")) {
                        String result = attempt(connection, statement(verb, "shema." + table));
                        if (!result.equals(REFUSED)) {
                            open.add(outsider + " " + verb + " " + table + ": " + result);
                        }
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void aForeignKeyToAnotherServicesTableIsRefused() throws SQLException {
        try (Connection connection = server.connect(DATABASE, "postgres")) {
            attempt(connection, "set role shema_course_owner");
            assertThat(attempt(connection, "create table probe (id uuid references course_inbox)"))
                    .isEqualTo("done");
            assertThat(attempt(connection, "create table probe_foreign (id uuid references user_inbox)"))
                    .isEqualTo(REFUSED);
            attempt(connection, "drop table probe");
        }
    }

    @Test
    void aServiceCannotChangeTheSchema() throws SQLException {
        try (Connection connection = server.connect(DATABASE, "shema_course")) {
            assertThat(attempt(connection, "create table probe (id int)")).isEqualTo(REFUSED);
            assertThat(attempt(connection, "drop table course_inbox")).isEqualTo(REFUSED);
            assertThat(attempt(connection, "truncate course_inbox")).isEqualTo(REFUSED);
            assertThat(attempt(connection, "alter table course_inbox add column x int"))
                    .isEqualTo(REFUSED);
            assertThat(attempt(connection, "set role shema_course_owner")).isEqualTo(REFUSED);
        }
    }

    @Test
    void everyTableHasRowLevelSecurityWithOnePolicyForItsService() throws SQLException {
        assertThat(server.query(DATABASE, """
                        select c.relname from pg_class c
                        where c.relnamespace = 'shema'::regnamespace and c.relkind in ('r', 'p')
                          and not (c.relrowsecurity and 1 = (
                              select count(*) from pg_policies p
                              where p.schemaname = 'shema' and p.tablename = c.relname and p.policyname = 'service_only'
                                and p.roles[1] || '_owner' = pg_get_userbyid(c.relowner) and cardinality(p.roles) = 1))
                        """)).isEmpty();
    }

    @Test
    void theExtensionsCanBeUsedByServicesAndOwners() throws SQLException {
        for (ServiceSchema schema : ServiceSchema.ALL) {
            for (String role : List.of(schema.role(), schema.ownerRole())) {
                try (Connection connection = server.connect(DATABASE, "postgres")) {
                    attempt(connection, "set role " + role);
                    assertThat(TestServer.query(connection, "select unaccent('é') || similarity('a', 'a')"))
                            .as(role)
                            .containsExactly("e1");
                }
            }
        }
    }

    private static List<String> tables() throws SQLException {
        return server.query(
                DATABASE,
                "select relname from pg_class where relnamespace = 'shema'::regnamespace and relkind in ('r', 'p')");
    }

    private static String owner(String table) throws SQLException {
        return server.query(DATABASE, "select tableowner from pg_tables where tablename = '" + table + "'")
                .getFirst();
    }

    /** Statements that touch no row, but need the right all the same. */
    private static String statement(String verb, String table) throws SQLException {
        String column = server.query(DATABASE, """
                        select quote_ident(attname) from pg_attribute
                        where attrelid = 'shema.%s'::regclass and attnum > 0 and not attisdropped
                          and attgenerated = '' and attidentity = ''
                        order by attnum limit 1
                        """.formatted(table.replace("shema.", "")))
                .getFirst();
        return switch (verb) {
            case "select" -> "select * from " + table + " where false";
            case "insert" -> "insert into " + table + " (" + column + ") select null where false";
            case "update" -> "update " + table + " set " + column + " = " + column + " where false";
            default -> "delete from " + table + " where false";
        };
    }

    private static String attempt(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }
}

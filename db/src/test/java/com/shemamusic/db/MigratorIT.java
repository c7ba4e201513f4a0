package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigratorIT {

    private static final String DATABASE = "postgres";

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aSecondRunChangesNothing() throws SQLException {
        Migrator.migrate(server.settings(DATABASE, "postgres"));
        List<String> before = catalogue();

        Migrator.migrate(server.settings(DATABASE, "postgres"));

        assertThat(catalogue()).isEqualTo(before).anyMatch(line -> line.contains("user_outbox"));
    }

    @Test
    void threeMigratorsAtOnceDoNotCollide() throws Exception {
        List<Future<?>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                runs.add(threads.submit(() -> Migrator.migrate(server.settings(DATABASE, "postgres"))));
            }
        }
        for (Future<?> run : runs) {
            run.get();
        }
        assertThat(server.query(DATABASE, "select count(*) from flyway_history_course where version = '001'"))
                .containsExactly("1");
    }

    @Test
    void anAdministratorWithoutSuperuserRightsIsEnough() throws SQLException {
        server.admin(DATABASE, "create role supervisor login createrole createdb");
        server.admin(DATABASE, "create database school owner supervisor");

        Migrator.migrate(server.settings("school", "supervisor"));
        Migrator.migrate(server.settings("school", "supervisor"));

        try (Connection connection = server.connect("school", "shema_chat")) {
            assertThat(TestServer.query(connection, "select count(*) from chat_outbox"))
                    .containsExactly("0");
        }
    }

    @Test
    void anAdministratorWhoMayNotShareTheExtensionsIsToldWhatToRun() throws SQLException {
        server.admin(DATABASE, "create role tenant login createrole createdb");
        server.admin(DATABASE, "create database tenancy owner tenant");
        server.admin("tenancy", "create schema extensions; grant usage, create on schema extensions to tenant");

        assertThatThrownBy(() -> Migrator.migrate(server.settings("tenancy", "tenant")))
                .hasMessageContaining("grant usage on schema extensions to tenant with grant option");

        server.admin("tenancy", "grant usage on schema extensions to tenant with grant option");
        Migrator.migrate(server.settings("tenancy", "tenant"));
    }

    @Test
    void theServicesPasswordIsTheOneConfiguredLast() throws SQLException {
        Migrator.migrate(server.settings(DATABASE, "postgres"));

        assertThat(server.query(DATABASE, "select rolpassword from pg_authid where rolname = 'shema_user'"))
                .singleElement()
                .asString()
                .startsWith("SCRAM-SHA-256$");
    }

    @Test
    void theDefaultsOfTheRolesReachASession() throws SQLException {
        Migrator.migrate(server.settings(DATABASE, "postgres"));

        try (Connection connection = DriverManager.getConnection(server.url(DATABASE), "shema_user", "pw-user")) {
            assertThat(TestServer.query(connection, "show search_path")).containsExactly("shema, extensions");
            assertThat(TestServer.query(connection, "show idle_in_transaction_session_timeout"))
                    .containsExactly("15s");
        }
    }

    @Test
    void anExtensionThatStandsElsewhereIsUsedThere() throws SQLException {
        server.admin(DATABASE, "create schema tools; create extension unaccent with schema tools");

        Migrator.migrate(server.settings(DATABASE, "postgres"));

        assertThat(server.query(DATABASE, "select rolconfig::text from pg_roles where rolname = 'shema_user'"))
                .singleElement()
                .asString()
                .contains("shema, extensions, tools");
    }

    @Test
    void aTableSomeoneOpenedIsClosedAgainAndWhatCannotBeClosedIsNamed() throws SQLException {
        server.admin(DATABASE, "create role anon");
        Migrator.migrate(server.settings(DATABASE, "postgres"));
        server.admin(DATABASE, """
                grant usage on schema shema to anon;
                set role shema_user_owner;
                create table shema.user_notes (id int);
                grant select on shema.user_notes to anon, public
                """);

        Migrator.migrate(server.settings(DATABASE, "postgres"));

        try (Connection connection = server.connect(DATABASE, "postgres")) {
            assertThat(OwnershipCheck.violations(connection)).isEmpty();
        }
        server.admin(DATABASE, "set role shema_user_owner; create view shema.user_view as select 1 as one");
        assertThatThrownBy(() -> Migrator.migrate(server.settings(DATABASE, "postgres")))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("user_view is a view without security_invoker");
    }

    @Test
    void theCheckNamesEveryKindOfViolation() throws SQLException {
        server.admin(DATABASE, "create role anon");
        Migrator.migrate(server.settings(DATABASE, "postgres"));
        server.admin(DATABASE, """
                set role shema_user_owner;
                create table shema.user_open (id int);
                grant select on shema.user_open to anon, shema_course;
                create policy everyone on shema.user_inbox using (true);
                create function shema.user_trick() returns int security definer language sql return 1;
                create materialized view shema.user_copy as select 1 as one;
                reset role;
                create table shema.nobodys (id int);
                grant usage on schema shema to anon;
                """);

        try (Connection connection = server.connect(DATABASE, "postgres")) {
            assertThat(OwnershipCheck.violations(connection))
                    .contains(
                            "user_open has no row-level security",
                            "user_open is open to anon",
                            "user_open is open to shema_course but owned by shema_user_owner",
                            "user_inbox has 2 policies instead of service_only alone",
                            "user_trick() is a security definer function",
                            "user_copy is a materialized view, which knows no row-level security",
                            "nobodys is owned by postgres, which is no service's owner role",
                            "schema shema is open to anon");
        }
    }

    private List<String> catalogue() throws SQLException {
        return server.query(DATABASE, """
                select concat_ws(' ', oid, relname, relacl, relrowsecurity) from pg_class
                where relnamespace = 'shema'::regnamespace
                union all select concat_ws(' ', oid, polname, polroles) from pg_policy
                union all select concat_ws(' ', defaclrole, defaclobjtype, defaclacl) from pg_default_acl
                union all select concat_ws(' ', rolname, rolconfig, rolcanlogin) from pg_roles
                union all select concat_ws(' ', roleid, member, grantor) from pg_auth_members
                union all select concat_ws(' ', version, installed_on) from flyway_history_user
                order by 1
                """);
    }
}

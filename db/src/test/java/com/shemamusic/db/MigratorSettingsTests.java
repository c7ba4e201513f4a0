package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigratorSettingsTests {

    @Test
    void everythingMissingIsNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigratorSettings.fromEnvironment(Map.of("CHAT_DB_PASSWORD", "x")))
                .withMessage("DATABASE_MIGRATION_URL is missing; USER_DB_PASSWORD is missing; "
                        + "COURSE_DB_PASSWORD is missing; ENROLLMENT_DB_PASSWORD is missing; "
                        + "ATTENDANCE_DB_PASSWORD is missing");
    }

    @Test
    void anAddressOfAnotherKindIsRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigratorSettings.fromEnvironment(environment("mysql://root:secret@db/x")))
                .withMessageContaining("DATABASE_MIGRATION_URL is neither")
                .withMessageNotContaining("secret");
    }

    @Test
    void aPostgresAddressBecomesAJdbcAddressWithDecodedUserAndPassword() {
        MigratorSettings settings = MigratorSettings.fromEnvironment(
                environment("postgres://postgres.ref:p%40ss+1@db.example.com:5432/school?sslmode=verify-full"));

        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5432/school?sslmode=verify-full");
        assertThat(settings.user()).isEqualTo("postgres.ref");
        assertThat(settings.password()).isEqualTo("p@ss+1");
    }

    @Test
    void aJdbcAddressIsTakenAsItIsWithUserAndPasswordBesideIt() {
        Map<String, String> environment = environment("jdbc:postgresql://localhost/school");
        environment.put("DATABASE_MIGRATION_USER", "admin");
        environment.put("DATABASE_MIGRATION_PASSWORD", "secret");

        MigratorSettings settings = MigratorSettings.fromEnvironment(environment);

        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost/school");
        assertThat(settings.user()).isEqualTo("admin");
        assertThat(settings.password()).isEqualTo("secret");
        assertThat(settings).asString().doesNotContain("secret");
    }

    @Test
    void outsideOfLocalRunsPasswordsOfTheExampleAreRefusedAllAtOnce() {
        Map<String, String> environment = environment("postgres://postgres:shema-local@db.example.com/school");
        environment.put("DATABASE_MIGRATION_PASSWORD", "shema-local");
        environment.put("CHAT_DB_PASSWORD", "change-me");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigratorSettings.fromEnvironment(environment))
                .withMessage("CHAT_DB_PASSWORD is a default secret: set one of your own; "
                        + "DATABASE_MIGRATION_PASSWORD is a default secret: set one of your own; "
                        + "DATABASE_MIGRATION_URL must have sslmode=verify-full: add it; "
                        + "DATABASE_MIGRATION_URL has a default secret in it: set one of your own");
        environment.put("SPRING_PROFILES_ACTIVE", "other, local");
        assertThat(MigratorSettings.fromEnvironment(environment).password()).isEqualTo("shema-local");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/school",
                "jdbc:postgresql://db.example.com/school?sslmode=verify-ca",
                "jdbc:postgresql://localhost,db.example.com/school",
                "postgres://a:b@db.example.com/school?sslmode=require"
            })
    void aServerElsewhereMustProveWhoItIs(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigratorSettings.fromEnvironment(environment(url)))
                .withMessage("DATABASE_MIGRATION_URL must have sslmode=verify-full: add it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://[::1]:5432/school",
                "jdbc:postgresql://127.0.0.1/school",
                "jdbc:postgresql://test-db.example.com/school?sslmode=verify-full",
                "postgres://a:b@localhost/school"
            })
    void aServerThatDoesOrIsOnThisMachineIsFine(String url) {
        assertThat(MigratorSettings.fromEnvironment(environment(url)).jdbcUrl()).startsWith("jdbc:postgresql://");
    }

    private static Map<String, String> environment(String url) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_MIGRATION_URL", url);
        ServiceSchema.ALL.forEach(schema -> environment.put(schema.passwordVariable(), "x"));
        return environment;
    }
}

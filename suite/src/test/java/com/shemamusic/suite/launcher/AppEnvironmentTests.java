package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppEnvironmentTests {
    private static final AppEnvironment.Addresses ADDRESSES = new AppEnvironment.Addresses(
            5433,
            6380,
            2525,
            Map.of(
                    "api-gateway", List.of(3000, 3100),
                    "user-service", List.of(3002, 4711),
                    "course-service", List.of(3003)));

    @TempDir
    private Path directory;

    @Test
    void anAppIsToldItsPortsItsDatabaseRoleAndTheServers() throws IOException {
        Map<String, String> environment = of(Map.of(), "user-service");

        assertThat(environment)
                .containsEntry("SPRING_PROFILES_ACTIVE", "local")
                .containsEntry("PORT", "3002")
                .containsEntry("MANAGEMENT_PORT", "9002")
                .containsEntry(
                        "DATABASE_URL", "jdbc:postgresql://localhost:5433/postgres?currentSchema=shema%2Cextensions")
                .containsEntry("USER_DB_USER", "shema_user")
                .containsEntry("REDIS_URL", "redis://localhost:6380")
                .containsEntry("SMTP_URL", "smtp://localhost:2525")
                .containsEntry("CORS_ALLOWED_ORIGINS", "http://localhost:5173,http://localhost:3000")
                .containsKeys("USER_DB_PASSWORD", "JWT_SECRET", "SERVICE_JWT_SECRET");
    }

    @Test
    void anAppKnowsOnlyTheDatabasePasswordOfItsOwnRole() throws IOException {
        assertThat(of(Map.of(), "user-service").keySet().stream().filter(name -> name.endsWith("_DB_PASSWORD")))
                .containsExactly("USER_DB_PASSWORD");
    }

    @Test
    void everyProcessOfAPeerIsListed() throws IOException {
        assertThat(of(Map.of(), "enrollment-service"))
                .containsEntry("USER_SERVICE_URL", "http://localhost:3002,http://localhost:4711")
                .containsEntry("COURSE_SERVICE_URL", "http://localhost:3003")
                .doesNotContainKey("CHAT_SERVICE_URL");
    }

    @Test
    void theCallersVariablesReachTheAppsAndReplaceDefaults() throws IOException {
        Map<String, String> environment =
                of(Map.of("RATE_LIMIT_MULTIPLIER", "1000", "SCHOOL_TIME_ZONE", "UTC"), "user-service");

        assertThat(environment).containsEntry("RATE_LIMIT_MULTIPLIER", "1000").containsEntry("SCHOOL_TIME_ZONE", "UTC");
    }

    @Test
    void whatTheLauncherDecidesIsNotReplacedByAStrayVariable() throws IOException {
        Map<String, String> environment =
                of(Map.of("PORT", "1", "DATABASE_URL", "jdbc:postgresql://elsewhere/x"), "user-service");

        assertThat(environment).containsEntry("PORT", "3002");
        assertThat(environment.get("DATABASE_URL")).contains("localhost:5433");
    }

    @Test
    void secretsAreTheSameAtTheNextStart() throws IOException {
        Secrets first = Secrets.in(directory);
        String made = first.get("jwt");
        first.save();

        assertThat(Secrets.in(directory).get("jwt")).isEqualTo(made).hasSize(64);
    }

    @Test
    void oneProcessMayBeToldSomethingOfItsOwn() throws IOException {
        Map<String, String> callers = Map.of("CLOCK", "right", "user-service-2/CLOCK", "wrong");

        assertThat(of(callers, "user-service"))
                .containsEntry("CLOCK", "right")
                .doesNotContainKey("user-service-2/CLOCK");
        assertThat(new AppEnvironment(callers, Secrets.in(directory), directory, ADDRESSES)
                        .of("user-service-2", SuiteDefinition.named("user-service"), 3002, 9002))
                .containsEntry("CLOCK", "wrong");
    }

    private Map<String, String> of(Map<String, String> callers, String app) throws IOException {
        return new AppEnvironment(callers, Secrets.in(directory), directory, ADDRESSES)
                .of(app, SuiteDefinition.named(app), 3002, 9002);
    }
}

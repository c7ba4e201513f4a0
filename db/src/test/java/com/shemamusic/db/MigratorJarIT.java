package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar as a container runs it: scripts inside a jar are found by other means than scripts in a folder. */
class MigratorJarIT {

    private record Run(int status, String output) {}

    @Test
    void theJarMigratesADatabase() throws Exception {
        try (TestServer server = new TestServer()) {
            Run run = run(Map.of(
                    "DATABASE_MIGRATION_URL",
                    server.url("postgres").replace("jdbc:postgresql://", "postgres://postgres:any@"),
                    "USER_DB_PASSWORD",
                    "u",
                    "COURSE_DB_PASSWORD",
                    "c",
                    "ENROLLMENT_DB_PASSWORD",
                    "e",
                    "CHAT_DB_PASSWORD",
                    "h",
                    "ATTENDANCE_DB_PASSWORD",
                    "a"));

            assertThat(run.status()).as(run.output()).isZero();
            assertThat(server.query("postgres", "select relname from pg_class where relname like '%\\_outbox'"))
                    .containsExactlyInAnyOrder(
                            "user_outbox", "course_outbox", "enrollment_outbox", "chat_outbox", "attendance_outbox");
        }
    }

    @Test
    void withoutSettingsItEndsWithOneLineThatNamesThem() throws Exception {
        Run run = run(Map.of());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output().lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("DATABASE_MIGRATION_URL is missing", "ATTENDANCE_DB_PASSWORD is missing");
    }

    private static Run run(Map<String, String> environment) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder =
                new ProcessBuilder(java.toString(), "-jar", jar().toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Package the module first"));
        }
    }
}

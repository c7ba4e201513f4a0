package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the seven, started in production with nothing but what weakens it: ends at once and says everything (S2). */
class RefusedStartE2E {

    private static final int BAD_CONFIGURATION = 78;

    /** What stands here must be named; each of the others in a line of its own as well. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        api-gateway        | JWT_SECRET AUTH_SERVICE_URL USER_SERVICE_URL COURSE_SERVICE_URL ENROLLMENT_SERVICE_URL CHAT_SERVICE_URL ATTENDANCE_SERVICE_URL CORS_ALLOWED_ORIGINS
        auth-service       | JWT_SECRET USER_SERVICE_URL IDENTITY_PROVIDER=local
        user-service       | DATABASE_URL USER_DB_PASSWORD
        course-service     | DATABASE_URL COURSE_DB_PASSWORD USER_SERVICE_URL
        enrollment-service | DATABASE_URL ENROLLMENT_DB_PASSWORD USER_SERVICE_URL COURSE_SERVICE_URL SMTP_URL MAIL_FROM SCHOOL_EMAIL CAPTCHA_PROVIDER=local
        chat-service       | DATABASE_URL CHAT_DB_PASSWORD
        attendance-service | DATABASE_URL ATTENDANCE_DB_PASSWORD USER_SERVICE_URL COURSE_SERVICE_URL
        """)
    void saysEverythingThatIsWrongAndEnds(String app, String own) throws Exception {
        List<String> lines = refused(
                app,
                Map.of(
                        "SERVICE_JWT_SECRET",
                        "short",
                        "FIREBASE_AUTH_EMULATOR_HOST",
                        "localhost:9099",
                        "IDENTITY_PROVIDER",
                        "local",
                        "CAPTCHA_PROVIDER",
                        "local"));
        Stream.concat(
                        Stream.of(
                                "PORT",
                                "MANAGEMENT_PORT",
                                "SERVICE_JWT_SECRET",
                                "REDIS_URL",
                                "FIREBASE_AUTH_EMULATOR_HOST"),
                        Stream.of(own.strip().split(" ")))
                .forEach(name -> assertThat(lines)
                        .as(name)
                        .filteredOn(line -> line.startsWith(name + " "))
                        .hasSize(1));
        assertThat(lines).allMatch(line -> line.matches("[A-Z][A-Z_]+(=\\w+)? (is|must) .*"));
    }

    /** Started with the values of {@code .env.example}, or such as nobody can read: named by whoever reads them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        api-gateway        | JWT_SECRET RATE_LIMIT_MULTIPLIER
        auth-service       | JWT_SECRET ACCESS_TOKEN_TTL
        user-service       | DATABASE_URL USER_DB_PASSWORD DATABASE_POOL_SIZE
        course-service     | DATABASE_URL COURSE_DB_PASSWORD DATABASE_POOL_SIZE AI_MODEL_ENDPOINT
        enrollment-service | DATABASE_URL ENROLLMENT_DB_PASSWORD DATABASE_POOL_SIZE REJECTED_RETENTION MAIL_FROM SCHOOL_EMAIL SCHOOL_LANGUAGE WHATSAPP_TOKEN WHATSAPP_PHONE_NUMBER_ID
        chat-service       | DATABASE_URL CHAT_DB_PASSWORD DATABASE_POOL_SIZE RATE_LIMIT_MULTIPLIER CHAT_IDLE
        attendance-service | DATABASE_URL ATTENDANCE_DB_PASSWORD DATABASE_POOL_SIZE
        """)
    void refusesValuesOfTheExampleAndThoseItCannotRead(String app, String own) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SERVICE_JWT_SECRET", "shema-local-service-tokens-0123456789",
                "JWT_SECRET", "shema-local-access-tokens-0123456789",
                "REDIS_URL", "redis://:shema-local@redis:6379",
                "DATABASE_URL", "jdbc:postgresql://postgres:5432/shema?currentSchema=shema,extensions",
                "MAIL_FROM", "Shema Music",
                "WHATSAPP_PROVIDER", "cloud"));
        for (String owner : List.of("USER", "COURSE", "ENROLLMENT", "CHAT", "ATTENDANCE")) {
            environment.put(owner + "_DB_PASSWORD", "shema-local");
        }
        for (String unreadable : List.of(
                "DATABASE_POOL_SIZE",
                "SHUTDOWN_PAUSE",
                "REJECTED_RETENTION",
                "CHAT_IDLE",
                "ACCESS_TOKEN_TTL",
                "SCHOOL_EMAIL",
                "SCHOOL_LANGUAGE",
                "AI_MODEL_ENDPOINT",
                "RATE_LIMIT_MULTIPLIER")) {
            environment.put(unreadable, "many");
        }
        List<String> lines = refused(app, environment);
        Stream.concat(
                        Stream.of("SERVICE_JWT_SECRET", "REDIS_URL", "SHUTDOWN_PAUSE"),
                        Stream.of(own.strip().split(" ")))
                .forEach(name -> assertThat(lines)
                        .as(name)
                        .filteredOn(line -> line.startsWith(name + " "))
                        .hasSize(1));
    }

    private static List<String> refused(String app, Map<String, String> environment) throws Exception {
        Process process = start(app, environment);
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s", lines).isEqualTo(BAD_CONFIGURATION);
        return lines;
    }

    private static Process start(String app, Map<String, String> environment) throws IOException {
        Path jar;
        try (Stream<Path> built = Files.list(Path.of("..", app, "target"))) {
            jar = built.filter(file -> file.getFileName().toString().matches(app + "-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}

package com.shemamusic.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starts the service as a process of its own, as production would. */
class AuthSettingsIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef-";

    private record Outcome(int exit, List<String> lines) {}

    @Test
    void everythingThatIsMissingIsNamedAtOnce() throws Exception {
        Outcome outcome = start(Map.of());

        assertThat(outcome.exit).isEqualTo(78);
        for (String name : List.of(
                "SERVICE_JWT_SECRET",
                "REDIS_URL",
                "JWT_SECRET",
                "USER_SERVICE_URL",
                "FIREBASE_PROJECT_ID",
                "FIREBASE_API_KEY",
                "FIREBASE_CREDENTIALS")) {
            assertThat(outcome.lines)
                    .filteredOn(line -> line.startsWith(name + " is missing"))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsForLocalRunsIsRefusedInProduction() throws Exception {
        Map<String, String> settings = settings();
        settings.put("IDENTITY_PROVIDER", "local");
        settings.put("FIREBASE_AUTH_EMULATOR_HOST", "localhost:9099");
        settings.put("JWT_SECRET", "shema-local-secret-0123456789abcdef0123");
        settings.put("SERVICE_JWT_SECRET", "short");

        Outcome outcome = start(settings);

        assertThat(outcome.exit).isEqualTo(78);
        assertThat(outcome.lines)
                .contains(
                        "IDENTITY_PROVIDER=local is for profile local or test only: set another",
                        "FIREBASE_AUTH_EMULATOR_HOST is for profile local or test only: unset it",
                        "JWT_SECRET is a default secret: set one of your own",
                        "SERVICE_JWT_SECRET is too short: set it to at least 32 random bytes");
    }

    @Test
    void malformedSettingsAreRefused() throws Exception {
        Map<String, String> settings = settings();
        settings.put("SERVICE_JWT_SECRET", settings.get("JWT_SECRET"));
        settings.put("FIREBASE_CREDENTIALS", "/no/such/file.json");
        settings.put("BOOTSTRAP_ADMIN_EMAILS", "a@b.c, nobody");

        Outcome outcome = start(settings);

        assertThat(outcome.exit).isEqualTo(78);
        assertThat(outcome.lines)
                .contains(
                        "JWT_SECRET is the same as SERVICE_JWT_SECRET: set another",
                        "FIREBASE_CREDENTIALS is missing or unreadable: set it to a service account's JSON or the path of one",
                        "BOOTSTRAP_ADMIN_EMAILS is malformed: set it to e-mail addresses, separated by commas");
        assertThat(start(Map.of("IDENTITY_PROVIDER", "ldap")).lines)
                .contains("IDENTITY_PROVIDER must be one of firebase, local");
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PORT", "0");
        settings.put("MANAGEMENT_PORT", "0");
        settings.put("REDIS_URL", "redis://localhost:1");
        settings.put("SERVICE_JWT_SECRET", SECRET + "one");
        settings.put("JWT_SECRET", SECRET + "two");
        settings.put("USER_SERVICE_URL", "http://localhost:1");
        settings.put("FIREBASE_PROJECT_ID", "p");
        settings.put("FIREBASE_API_KEY", "k");
        settings.put("FIREBASE_CREDENTIALS", "{\"private_key\": \"x\"}");
        return settings;
    }

    private static Outcome start(Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AuthApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(settings);
        Process process = builder.start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), lines);
        } finally {
            process.destroyForcibly();
        }
    }
}

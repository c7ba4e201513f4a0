package com.shemamusic.auth;

import com.shemamusic.shared.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** What this service needs to be told, and what it refuses outside of local runs ({@code spec/operations.md}). */
final class AuthSettings {

    private AuthSettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.secret("JWT_SECRET"),
                Setting.rule("JWT_SECRET", AuthSettings::sameSecret),
                Setting.url("USER_SERVICE_URL", "http", "https"),
                Setting.rule("IDENTITY_PROVIDER", AuthSettings::provider),
                Setting.onlyLocally("IDENTITY_PROVIDER", "local"),
                firebase("FIREBASE_PROJECT_ID"),
                firebase("FIREBASE_API_KEY"),
                Setting.rule("FIREBASE_CREDENTIALS", AuthSettings::credentials),
                Setting.rule("BOOTSTRAP_ADMIN_EMAILS", AuthSettings::emails),
                Setting.duration("ACCESS_TOKEN_TTL", Duration.ofSeconds(1)));
    }

    private static @Nullable String provider(Environment env) {
        return List.of("firebase", "local").contains(env.getProperty("IDENTITY_PROVIDER", "firebase"))
                ? null
                : "IDENTITY_PROVIDER must be one of firebase, local";
    }

    /** An access token must not be worth anything between services, nor the other way round. */
    private static @Nullable String sameSecret(Environment env) {
        String secret = env.getProperty("JWT_SECRET", "");
        boolean same = !secret.isBlank() && secret.equals(env.getProperty("SERVICE_JWT_SECRET"));
        return same && !Setting.isLocal(env) ? "JWT_SECRET is the same as SERVICE_JWT_SECRET: set another" : null;
    }

    private static Setting firebase(String name) {
        return Setting.rule(
                name,
                env -> usesFirebase(env) && env.getProperty(name, "").isBlank() && !emulated(env)
                        ? name + " is missing: set it to the one of your Firebase project"
                        : null);
    }

    private static @Nullable String credentials(Environment env) {
        if (!usesFirebase(env) || emulated(env)) {
            return null;
        }
        String value = env.getProperty("FIREBASE_CREDENTIALS", "").strip();
        String json = value.startsWith("{") ? value : read(value);
        return json != null && json.contains("\"private_key\"")
                ? null
                : "FIREBASE_CREDENTIALS is missing or unreadable: set it to a service account's JSON or the path of"
                        + " one";
    }

    private static @Nullable String emails(Environment env) {
        String value = env.getProperty("BOOTSTRAP_ADMIN_EMAILS", "");
        boolean fits = value.isBlank()
                || List.of(value.split(",")).stream()
                        .allMatch(part -> part.strip().matches("[^@\\s]+@[^@\\s]+"));
        return fits ? null : "BOOTSTRAP_ADMIN_EMAILS is malformed: set it to e-mail addresses, separated by commas";
    }

    private static boolean usesFirebase(Environment env) {
        return "firebase".equals(env.getProperty("IDENTITY_PROVIDER", "firebase"));
    }

    private static boolean emulated(Environment env) {
        return Setting.isLocal(env)
                && !env.getProperty("FIREBASE_AUTH_EMULATOR_HOST", "").isBlank();
    }

    private static @Nullable String read(String path) {
        try {
            return path.isEmpty() ? null : Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }
}

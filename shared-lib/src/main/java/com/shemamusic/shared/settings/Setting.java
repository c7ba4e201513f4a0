package com.shemamusic.shared.settings;

import com.shemamusic.shared.redis.RedisAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** One environment variable a service needs: its name and what is wrong with a value, in words that say what to set. */
public record Setting(String name, Function<Environment, @Nullable String> problem) {

    private static final int SECRET_BYTES = 32;
    private static final int MOST_PORTS = 65_535;

    /** A value that must be there. */
    public static Setting required(String name) {
        return new Setting(name, env -> isSet(env, name) ? null : name + " is missing: set it");
    }

    /** A URL with one of the schemes; several may be given, separated by commas. */
    public static Setting url(String name, String... schemes) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            if (value == null || value.isBlank()) {
                return name + " is missing: set it to a URL (" + String.join(", ", schemes) + ")";
            }
            // A JDBC URL may hold commas of its own.
            String[] urls = value.startsWith("jdbc:") ? new String[] {value} : value.split(",");
            boolean fits = Arrays.stream(urls).allMatch(part -> isUrl(part.trim(), schemes));
            return fits ? null : name + " is malformed: set it to a URL (" + String.join(", ", schemes) + ")";
        });
    }

    /** The address of one Redis, of a Cluster, or of Sentinels. */
    public static Setting redis(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            if (value == null || value.isBlank()) {
                return name + " is missing: set it to " + RedisAddress.FORMS;
            }
            return RedisAddress.isOne(value) ? null : name + " is malformed: set it to " + RedisAddress.FORMS;
        });
    }

    /** A port this process listens on; 0 takes a free one. */
    public static Setting port(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            if (value == null || value.isBlank()) {
                return name + " is missing: set it to a port";
            }
            return isNumber(value, MOST_PORTS) ? null : name + " is malformed: set it to a port";
        });
    }

    /** A whole number from 1, where one is given. */
    public static Setting count(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name, "");
            boolean fits = value.isBlank() || (isNumber(value, Integer.MAX_VALUE) && Integer.parseInt(value) > 0);
            return fits ? null : name + " is malformed: set it to a whole number from 1";
        });
    }

    /** A URL that may be left out. */
    public static Setting optionalUrl(String name, String... schemes) {
        Setting given = url(name, schemes);
        return new Setting(name, env -> isSet(env, name) ? given.problem().apply(env) : null);
    }

    /** A secret of at least 32 bytes; two, separated by a comma, during a rotation. */
    public static Setting secret(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            if (value == null || value.isBlank()) {
                return name + " is missing: set it to at least " + SECRET_BYTES + " random bytes";
            }
            boolean longEnough =
                    Arrays.stream(value.split(",")).allMatch(part -> part.trim().getBytes().length >= SECRET_BYTES);
            if (!longEnough) {
                return name + " is too short: set it to at least " + SECRET_BYTES + " random bytes";
            }
            boolean known = value.contains("shema-local") || value.contains("change-me") || value.contains("test-");
            return known && !isLocal(env) ? name + " is a default secret: set one of your own" : null;
        });
    }

    /** One of a few words. */
    public static Setting oneOf(String name, String... words) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            return value != null && Arrays.asList(words).contains(value)
                    ? null
                    : name + " must be one of " + String.join(", ", words);
        });
    }

    /** A variable that weakens security and may stand only in profile local or test. */
    public static Setting onlyLocally(String name, @Nullable String forbiddenValue) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            boolean risky =
                    value != null && !value.isBlank() && (forbiddenValue == null || forbiddenValue.equals(value));
            if (!risky || isLocal(env)) {
                return null;
            }
            return forbiddenValue == null
                    ? name + " is for profile local or test only: unset it"
                    : name + "=" + forbiddenValue + " is for profile local or test only: set another";
        });
    }

    /** A rule that looks at several variables; {@code null} when it holds. */
    public static Setting rule(String name, Function<Environment, @Nullable String> problem) {
        return new Setting(name, problem);
    }

    /** Whether the suite runs on a developer's machine or in a test, where weak settings are allowed. */
    public static boolean isLocal(Environment env) {
        return env.acceptsProfiles(Profiles.of("local", "test"));
    }

    private static boolean isSet(Environment env, String name) {
        String value = env.getProperty(name);
        return value != null && !value.isBlank();
    }

    private static boolean isNumber(String text, int most) {
        return text.matches("\\d{1,10}") && Long.parseLong(text) <= most;
    }

    private static boolean isUrl(String text, String... schemes) {
        try {
            URI uri = URI.create(text);
            return uri.getScheme() != null && Arrays.asList(schemes).contains(uri.getScheme());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}

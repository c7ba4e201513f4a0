package com.shemamusic.shared.settings;

import com.shemamusic.shared.redis.RedisAddress;
import java.time.Duration;
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
            boolean fits = Arrays.stream(urls).allMatch(part -> Values.isUrl(part.trim(), schemes));
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
            return Values.isNumber(value, MOST_PORTS) ? null : name + " is malformed: set it to a port";
        });
    }

    /** A whole number from 1, where one is given. */
    public static Setting count(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name, "");
            boolean fits =
                    value.isBlank() || (Values.isNumber(value, Integer.MAX_VALUE) && Integer.parseInt(value) > 0);
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
            return defaultSecret(env, name, value);
        });
    }

    /** A password of any length. */
    public static Setting password(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            return value == null || value.isBlank() ? name + " is missing: set it" : defaultSecret(env, name, value);
        });
    }

    /** A password inside of a URL, where there is one. */
    public static Setting passwordIn(String name) {
        return new Setting(name, env -> defaultSecret(env, name, Values.passwords(env.getProperty(name, ""))));
    }

    /** The JDBC URL of PostgreSQL. Outside of local runs the server must prove who it is before it is told a password. */
    public static Setting database(String name) {
        Setting given = url(name, "jdbc");
        return new Setting(name, env -> {
            String problem = given.problem().apply(env);
            if (problem != null) {
                return problem;
            }
            DatabaseAddress address = DatabaseAddress.of(env.getRequiredProperty(name));
            if (address == null) {
                return name + " is malformed: set it to a URL (jdbc:postgresql)";
            }
            return address.isProven() || isLocal(env)
                    ? defaultSecret(env, name, address.password())
                    : name + " must have sslmode=verify-full: add it";
        });
    }

    /** As {@link #database(String)}, where one is given. */
    public static Setting optionalDatabase(String name) {
        Setting given = database(name);
        return new Setting(name, env -> isSet(env, name) ? given.problem().apply(env) : null);
    }

    /** The path of a PEM file with certificates, where one is given. */
    public static Setting certificates(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name, "");
            return value.isBlank() || Values.isCertificates(value)
                    ? null
                    : name + " names no certificate that can be read: set it to the path of a PEM file";
        });
    }

    /** A number over 0, where one is given. */
    public static Setting factor(String name) {
        return new Setting(name, env -> {
            String value = env.getProperty(name, "1");
            return value.matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(value) > 0
                    ? null
                    : name + " is malformed: set it to a number over 0";
        });
    }

    /** A duration of at least that long, where one is given. */
    public static Setting duration(String name, Duration least) {
        return new Setting(name, env -> {
            String value = env.getProperty(name);
            return value == null || Values.isDuration(value, least)
                    ? null
                    : name + " is malformed: set it to a duration such as 30s, 15m or 90d";
        });
    }

    /** One of a few words, where one is given. */
    public static Setting optionalOneOf(String name, String... words) {
        Setting given = oneOf(name, words);
        return new Setting(
                name,
                env -> env.getProperty(name) == null ? null : given.problem().apply(env));
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

    private static @Nullable String defaultSecret(Environment env, String name, String value) {
        return Values.isDefaultSecret(value) && !isLocal(env)
                ? name + " is a default secret: set one of your own"
                : null;
    }
}

package com.shemamusic.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * What is refused in any other profile than local or test: passwords that everybody can read in the examples, and a server
 * that need not prove who it is before it is told one. The services have the same rules ({@code Setting}).
 */
final class ProductionRules {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z]+_DB_PASSWORD|DATABASE_MIGRATION_PASSWORD");
    private static final Pattern DEFAULT_SECRET = Pattern.compile("shema-local|change-me|test-");
    private static final Pattern PASSWORD = Pattern.compile("//[^/:@]*:[^/]*@|[?&]password=[^&]*");

    private ProductionRules() {}

    static boolean isLocal(Map<String, String> environment) {
        return Arrays.stream(
                        environment.getOrDefault("SPRING_PROFILES_ACTIVE", "").split(","))
                .map(String::strip)
                .anyMatch(Set.of("local", "test")::contains);
    }

    static List<String> defaultPasswords(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> VARIABLE.matcher(variable.getKey()).matches())
                        .filter(variable -> isDefault(variable.getValue()))
                        .map(variable -> variable.getKey() + " is a default secret: set one of your own")
                        .toList();
    }

    /** What is wrong with an address as it was given and as the driver is to read it. */
    static List<String> ofAddress(String name, String url, String jdbcUrl) {
        List<String> problems = new ArrayList<>();
        Properties parts = Driver.parseURL(jdbcUrl, new Properties());
        if (parts == null) {
            problems.add(name + " is malformed");
        } else if (!isProven(parts)) {
            problems.add(name + " must have sslmode=verify-full: add it");
        }
        if (PASSWORD.matcher(url).results().anyMatch(found -> isDefault(found.group()))) {
            problems.add(name + " has a default secret in it: set one of your own");
        }
        return problems;
    }

    /** On this machine a proxy beside the server carries the TLS, or none is needed. */
    private static boolean isProven(Properties parts) {
        return "verify-full".equalsIgnoreCase(parts.getProperty("sslmode"))
                || Arrays.stream(parts.getProperty("PGHOST", "").split(",")).allMatch(LOOPBACK::contains);
    }

    private static boolean isDefault(String secret) {
        return DEFAULT_SECRET.matcher(secret).find();
    }
}

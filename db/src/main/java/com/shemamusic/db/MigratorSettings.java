package com.shemamusic.db;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the migrator needs to know.
 *
 * @param jdbcUrl address of a direct connection, not of a pooler
 * @param user administrator, null when the address names it
 * @param password of the administrator, null when the address has it or none is needed
 * @param servicePasswords password of each service's login role, by short service name
 */
public record MigratorSettings(
        String jdbcUrl, @Nullable String user, @Nullable String password, Map<String, String> servicePasswords) {

    private static final String URL = "DATABASE_MIGRATION_URL";

    public MigratorSettings {
        servicePasswords = Map.copyOf(servicePasswords);
        for (ServiceSchema schema : ServiceSchema.ALL) {
            if (!servicePasswords.containsKey(schema.service())) {
                throw new IllegalArgumentException("No password for the role of " + schema.service());
            }
        }
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException naming every variable that is missing, malformed or for local runs only, at once
     */
    public static MigratorSettings fromEnvironment(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String url = environment.getOrDefault(URL, "").strip();
        boolean jdbc = url.startsWith("jdbc:postgresql:");
        boolean readable = jdbc || isUri(url);
        if (url.isEmpty()) {
            problems.add(URL + " is missing");
        } else if (!readable) {
            problems.add(URL + " is neither jdbc:postgresql://… nor postgres://user:password@host/database");
        }
        Map<String, String> passwords = new LinkedHashMap<>();
        for (ServiceSchema schema : ServiceSchema.ALL) {
            String password = environment.getOrDefault(schema.passwordVariable(), "");
            if (password.isBlank()) {
                problems.add(schema.passwordVariable() + " is missing");
            }
            passwords.put(schema.service(), password);
        }
        if (!ProductionRules.isLocal(environment)) {
            problems.addAll(ProductionRules.defaultPasswords(environment));
            if (readable) {
                problems.addAll(ProductionRules.ofAddress(URL, url, jdbc ? url : jdbcUrl(URI.create(url))));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        String user = environment.get("DATABASE_MIGRATION_USER");
        String password = environment.get("DATABASE_MIGRATION_PASSWORD");
        return jdbc ? new MigratorSettings(url, user, password, passwords) : ofUri(url, user, password, passwords);
    }

    String passwordOf(ServiceSchema schema) {
        return Objects.requireNonNull(servicePasswords.get(schema.service()));
    }

    private static boolean isUri(String url) {
        try {
            URI uri = URI.create(url);
            return ("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static MigratorSettings ofUri(
            String url, @Nullable String user, @Nullable String password, Map<String, String> servicePasswords) {
        URI uri = URI.create(url);
        String jdbcUrl = jdbcUrl(uri);
        String userInfo = uri.getRawUserInfo();
        if (userInfo == null) {
            return new MigratorSettings(jdbcUrl, user, password, servicePasswords);
        }
        String[] parts = userInfo.split(":", 2);
        return new MigratorSettings(
                jdbcUrl,
                user != null ? user : decoded(parts[0]),
                password != null || parts.length < 2 ? password : decoded(parts[1]),
                servicePasswords);
    }

    private static String jdbcUrl(URI uri) {
        return "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String decoded(String part) {
        // A plus is a plus in user info; only the decoder for forms is at hand.
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Leaves the passwords out, so that a logged record gives nothing away. */
    @Override
    public String toString() {
        return "MigratorSettings[user=" + user + "]";
    }
}

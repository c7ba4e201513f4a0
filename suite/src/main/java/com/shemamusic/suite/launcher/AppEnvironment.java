package com.shemamusic.suite.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What every app is told. What the launcher decides (ports, addresses) wins over the caller's environment; the rest yields to it. */
final class AppEnvironment {
    /** Between a process and a variable that only it is told. */
    static final String ONLY_FOR = "/";

    private static final int NOBODY = 1;
    private final Map<String, String> callers;
    private final Secrets secrets;
    private final Path directory;
    private final Addresses addresses;

    AppEnvironment(Map<String, String> callers, Secrets secrets, Path directory, Addresses addresses) {
        this.callers = callers;
        this.secrets = secrets;
        this.directory = directory;
        this.addresses = addresses;
    }

    /** Ports of the servers, and of every process of every app. */
    record Addresses(int postgres, int redis, int smtp, Map<String, List<Integer>> apps) {

        // One that is left out is to be missed, not misconfigured.
        String url(String app) {
            List<Integer> ports = apps.getOrDefault(app, List.of());
            return (ports.isEmpty() ? List.of(NOBODY) : ports)
                    .stream().map(port -> "http://localhost:" + port).collect(Collectors.joining(","));
        }
    }

    Map<String, String> of(String process, SuiteDefinition.App app, int port, int managementPort) {
        Map<String, String> environment = new TreeMap<>(defaults());
        String own = process + ONLY_FOR;
        callers.forEach((name, value) -> {
            if (!name.contains(ONLY_FOR)) {
                environment.put(name, value);
            }
        });
        callers.forEach((name, value) -> {
            if (name.startsWith(own)) {
                environment.put(name.substring(own.length()), value);
            }
        });
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        // The C library would keep a pool of memory per thread otherwise, some 20 MiB in each app.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put(
                "DATABASE_URL",
                "jdbc:postgresql://localhost:" + addresses.postgres() + "/postgres?currentSchema=shema%2Cextensions");
        environment.put(variable(app, "_DB_USER"), databaseUser(app));
        environment.put(variable(app, "_DB_PASSWORD"), secrets.get(databaseUser(app)));
        environment.put("REDIS_URL", "redis://localhost:" + addresses.redis());
        environment.put("SMTP_URL", "smtp://localhost:" + addresses.smtp());
        environment.put("WHATSAPP_LOCAL_DIR", directory.resolve("whatsapp").toString());
        for (String peer : app.peers()) {
            environment.put(variable(SuiteDefinition.named(peer), "_SERVICE_URL"), addresses.url(peer));
        }
        return environment;
    }

    private Map<String, String> defaults() {
        // One origin, also with several gateways.
        String gateway = addresses.url(SuiteDefinition.GATEWAY).split(",")[0];
        return Map.ofEntries(
                Map.entry("SERVICE_JWT_SECRET", secrets.get("service-jwt")),
                Map.entry("JWT_SECRET", secrets.get("jwt")),
                Map.entry("IDENTITY_PROVIDER", "local"),
                Map.entry("CAPTCHA_PROVIDER", "local"),
                Map.entry("WHATSAPP_PROVIDER", "local"),
                Map.entry("MAIL_FROM", "Shema Music <no-reply@shemamusic.local>"),
                Map.entry("SCHOOL_EMAIL", "office@shemamusic.local"),
                Map.entry("SCHOOL_TIME_ZONE", "Asia/Jakarta"),
                Map.entry("CORS_ALLOWED_ORIGINS", "http://localhost:5173," + gateway),
                Map.entry("BOOTSTRAP_ADMIN_EMAILS", "admin@shemamusic.local"),
                Map.entry("SHEMA_ADMIN_PASSWORD", "shema-local"));
    }

    static String databaseUser(SuiteDefinition.App app) {
        return "shema_" + app.shortName();
    }

    private static String variable(SuiteDefinition.App app, String suffix) {
        return app.shortName().toUpperCase(Locale.ROOT) + suffix;
    }
}

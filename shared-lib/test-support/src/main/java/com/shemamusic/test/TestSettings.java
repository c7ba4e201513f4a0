package com.shemamusic.test;

import com.shemamusic.db.ServiceSchema;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Gives a {@link ServiceTest} the environment variables a service is configured with. It runs before configuration files
 * are read and a service checks its settings; the servers are started only when a setting that names them is read.
 */
public final class TestSettings implements EnvironmentPostProcessor, Ordered {

    static final String SWITCH = "shema.test.settings";

    private static final String CLUSTER = "shema.test.redis-cluster";

    private static final String INLINED = "Inlined Test Properties";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty(SWITCH, Boolean.class, false)) {
            return;
        }
        MutablePropertySources sources = environment.getPropertySources();
        Source source = new Source(settings(environment.getProperty(CLUSTER, Boolean.class, false)));
        // What a test says itself comes first; a developer's own variables come after.
        if (sources.contains(INLINED)) {
            sources.addAfter(INLINED, source);
        } else {
            sources.addFirst(source);
        }
    }

    private static Map<String, Supplier<String>> settings(boolean cluster) {
        Map<String, Supplier<String>> settings = new LinkedHashMap<>();
        settings.put("DATABASE_URL", TestDatabase::jdbcUrl);
        for (ServiceSchema schema : ServiceSchema.ALL) {
            String prefix = schema.service().toUpperCase(Locale.ROOT);
            settings.put(prefix + "_DB_USER", () -> TestDatabase.user(schema.service()));
            settings.put(prefix + "_DB_PASSWORD", () -> TestDatabase.password(schema.service()));
        }
        settings.put("REDIS_URL", cluster ? TestRedisCluster::url : TestRedis::url);
        settings.put("SERVICE_JWT_SECRET", () -> TestSecrets.SERVICE_JWT_SECRET);
        settings.put("JWT_SECRET", () -> TestSecrets.JWT_SECRET);
        settings.put("PORT", () -> "0");
        settings.put("MANAGEMENT_PORT", () -> "0");
        settings.put("server.port", () -> "0");
        settings.put("management.server.port", () -> "0");
        return settings;
    }

    private static final class Source extends EnumerablePropertySource<Map<String, Supplier<String>>> {

        Source(Map<String, Supplier<String>> settings) {
            super("shemaTestSettings", settings);
        }

        @Override
        public String[] getPropertyNames() {
            return getSource().keySet().toArray(String[]::new);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            Supplier<String> setting = getSource().get(name);
            return setting == null ? null : setting.get();
        }
    }
}

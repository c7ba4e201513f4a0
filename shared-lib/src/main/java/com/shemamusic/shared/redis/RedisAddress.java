package com.shemamusic.shared.redis;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads from {@code REDIS_URL} whether Redis is one server, a Cluster, or named by Sentinels, and sets Spring's settings for it;
 * over TLS, {@code REDIS_CA} is the file of the only authorities believed.
 */
public final class RedisAddress implements EnvironmentPostProcessor {

    /** What an address looks like. */
    public static final String FORMS = "redis://host:port, redis://host:port,host:port (a Cluster) or"
            + " redis-sentinel://host:port,host:port?sentinelMasterId=name; with rediss in front for TLS";

    private static final String VARIABLE = "REDIS_URL";
    private static final String AUTHORITY_VARIABLE = "REDIS_CA";
    private static final String PREFIX = "spring.data.redis.";
    private static final int MOST_PORTS = 65_535;
    private static final String NODE = "(?:[^,:@\\[\\]]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}";
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<login>.*)@)?(?<nodes>%s(?:,%s)*)".formatted(NODE, NODE));
    private static final Pattern DATABASE = Pattern.compile("(?:/(?<number>\\d{0,4}))?");
    private static final Pattern MASTER = Pattern.compile("sentinelMasterId=([^&=]+)");

    /** Whether this is an address. */
    public static boolean isOne(String url) {
        try {
            settings(url);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    // Last, so that whoever sets one of Spring's own settings is heard.
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String url = environment.getProperty(VARIABLE);
        if (url != null && !url.isBlank()) {
            // The start check names a malformed one; where there is no check, Spring refuses it.
            Map<String, Object> settings = new HashMap<>(isOne(url) ? settings(url) : Map.of(PREFIX + "url", url));
            String authority = environment.getProperty(AUTHORITY_VARIABLE, "");
            if (url.startsWith("rediss") && !authority.isBlank()) {
                settings.put("spring.ssl.bundle.pem.redis.truststore.certificate", "file:" + authority);
                settings.put(PREFIX + "ssl.bundle", "redis");
            }
            environment.getPropertySources().addLast(new MapPropertySource("redisAddress", settings));
        }
    }

    /**
     * Spring's settings for an address.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Map<String, Object> settings(String url) {
        URI uri = URI.create(url);
        String scheme = String.valueOf(uri.getScheme());
        Matcher authority = AUTHORITY.matcher(String.valueOf(uri.getAuthority()));
        Matcher path = DATABASE.matcher(String.valueOf(uri.getPath()));
        require(path.matches());
        boolean sentinel = scheme.endsWith("-sentinel");
        if (!sentinel && uri.getHost() != null) {
            require(isOneOf(scheme, "redis", "rediss") && uri.getPort() != 0 && uri.getPort() <= MOST_PORTS);
            return Map.of(PREFIX + "url", url);
        }
        require(authority.matches());
        String nodes = authority.group("nodes");
        require(Arrays.stream(nodes.split(",")).allMatch(RedisAddress::hasPort));
        Map<String, Object> settings = new HashMap<>();
        login(settings, authority.group("login"));
        settings.put(PREFIX + "ssl.enabled", scheme.startsWith("rediss"));
        String database = path.group("number") == null ? "" : path.group("number");
        if (sentinel) {
            require(isOneOf(scheme, "redis-sentinel", "rediss-sentinel"));
            settings.put(PREFIX + "sentinel.nodes", nodes);
            settings.put(PREFIX + "sentinel.master", master(uri));
            settings.put(PREFIX + "database", database.isEmpty() ? "0" : database);
        } else {
            // A Cluster has no other database than the first.
            require(isOneOf(scheme, "redis", "rediss") && isOneOf(database, "", "0"));
            require(uri.getQuery() == null && uri.getFragment() == null);
            settings.put(PREFIX + "cluster.nodes", nodes);
            // Who holds what is asked again when a node is gone or points elsewhere, and from time to time.
            settings.put(PREFIX + "lettuce.cluster.refresh.adaptive", true);
            settings.put(PREFIX + "lettuce.cluster.refresh.period", "10s");
        }
        return settings;
    }

    private static void login(Map<String, Object> settings, @Nullable String login) {
        if (login == null) {
            return;
        }
        int colon = login.indexOf(':');
        if (colon > 0) {
            settings.put(PREFIX + "username", login.substring(0, colon));
        }
        settings.put(PREFIX + "password", login.substring(colon + 1));
    }

    private static String master(URI uri) {
        String fragment = uri.getFragment();
        if (uri.getQuery() == null && fragment != null && !fragment.isBlank()) {
            return fragment;
        }
        Matcher query = MASTER.matcher(String.valueOf(uri.getQuery()));
        require(fragment == null && query.matches());
        return query.group(1);
    }

    private static boolean hasPort(String node) {
        int port = Integer.parseInt(node.substring(node.lastIndexOf(':') + 1));
        return port > 0 && port <= MOST_PORTS;
    }

    private static boolean isOneOf(String text, String... words) {
        return Arrays.asList(words).contains(text);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not an address of Redis");
        }
    }
}

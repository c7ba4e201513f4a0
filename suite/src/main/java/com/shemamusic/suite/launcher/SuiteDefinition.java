package com.shemamusic.suite.launcher;

import java.util.List;

/**
 * The whole system, declared once: PostgreSQL, Redis and SMTP first, then migrations, then these apps side by side.
 *
 * <p>Apps wait for no other app: each is ready on its own and answers 503 for what a missing peer would have to do.
 */
final class SuiteDefinition {
    static final String GATEWAY = "api-gateway";
    static final int PORT_BASE = 3000;
    static final int MANAGEMENT_PORT_BASE = 9000;

    static final List<App> APPS = List.of(
            app(GATEWAY, 0)
                    .calls(
                            "auth-service",
                            "user-service",
                            "course-service",
                            "enrollment-service",
                            "chat-service",
                            "attendance-service")
                    .heap("224m"),
            app("auth-service", 1).calls("user-service"),
            app("user-service", 2),
            app("course-service", 3).calls("user-service"),
            app("enrollment-service", 4).calls("user-service", "course-service").heap("256m"),
            app("chat-service", 5).heap("384m"),
            app("attendance-service", 6).calls("user-service", "course-service"));

    private SuiteDefinition() {}

    static App named(String name) {
        return APPS.stream()
                .filter(app -> app.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name + "; there are "
                        + String.join(", ", APPS.stream().map(App::name).toList())));
    }

    private static App app(String name, int offset) {
        return new App(name, offset, List.of(), "192m");
    }

    /** One of the seven: its place in both port blocks, the apps it calls, and the most heap it may take. */
    record App(String name, int offset, List<String> peers, String maxHeap) {

        App calls(String... names) {
            return new App(name, offset, List.of(names), maxHeap);
        }

        App heap(String most) {
            return new App(name, offset, peers, most);
        }

        /** {@code user} of {@code user-service}: the name of its database role and of its variables. */
        String shortName() {
            return name.replace("-service", "").replace("api-", "");
        }

        // Seven of these share a laptop: small stacks, the collector with the smallest footprint, short object headers,
        // and one compiler: on two cores the second one takes a minute of full load to be worth what it takes.
        List<String> jvmFlags() {
            return List.of(
                    "-XX:+UseSerialGC",
                    "-Xms24m",
                    "-Xmx" + maxHeap,
                    "-XX:MinHeapFreeRatio=15",
                    "-XX:MaxHeapFreeRatio=30",
                    "-XX:TrimNativeHeapInterval=20000",
                    "-Xss512k",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-XX:MaxMetaspaceSize=192m",
                    "-XX:TieredStopAtLevel=1");
        }
    }
}

package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Paths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which service answers a path: the routes of {@code spec/api.md}, and nothing else. */
public final class RouteTable {

    private record Route(String prefix, String service) {}

    // The first that fits decides, so the longer prefix stands before the shorter.
    private static final List<Route> ROUTES = List.of(
            new Route("/api/courses", "course-service"),
            new Route("/api/schedules", "course-service"),
            new Route("/api/rooms", "course-service"),
            new Route("/api/closures", "course-service"),
            new Route("/api/recommendations", "course-service"),
            new Route("/api/enrollments", "enrollment-service"),
            new Route("/api/bookings", "enrollment-service"),
            new Route("/api/notifications", "enrollment-service"),
            new Route("/api/users/enrollment-status", "enrollment-service"),
            new Route("/api/users", "user-service"),
            new Route("/api/auth", "auth-service"),
            new Route("/api/chat", "chat-service"),
            new Route("/api/attendance", "attendance-service"));

    /** Paths under a route that only services may ask for. */
    private static final List<String> SERVICES_ONLY = List.of("/api/users/by-email");

    private RouteTable() {}

    /** The service that answers this path, or null when no route leads anywhere. */
    public static @Nullable String service(String path) {
        Route route = route(path);
        return route == null ? null : route.service();
    }

    /** The route's paths as a pattern, for metrics: one name for all of them. */
    static String pattern(String path) {
        Route route = route(path);
        return route == null ? "/**" : route.prefix() + "/**";
    }

    private static @Nullable Route route(String path) {
        for (String closed : SERVICES_ONLY) {
            if (Paths.isUnder(path, closed)) {
                return null;
            }
        }
        for (Route route : ROUTES) {
            if (Paths.isUnder(path, route.prefix())) {
                return route;
            }
        }
        return null;
    }
}

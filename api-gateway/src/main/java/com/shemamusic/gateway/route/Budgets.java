package com.shemamusic.gateway.route;

import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** How long a request may take ({@code spec/operations.md}): 5 s, 15 s where a captcha or Firebase is asked, 30 s for exports. */
final class Budgets {

    static final Duration USUAL = Duration.ofSeconds(5);
    static final Duration EXTERNAL = Duration.ofSeconds(15);
    static final Duration EXPORT = Duration.ofSeconds(30);

    private static final Set<String> ASK_OUTSIDE = Set.of(
            "/api/auth/login",
            "/api/auth/forgot-password",
            "/api/auth/admins",
            "/api/enrollments",
            "/api/bookings",
            "/api/bookings/create");

    private Budgets() {}

    static Duration of(ServerHttpRequest request, String path) {
        boolean posts = HttpMethod.POST.equals(request.getMethod());
        if (posts && ASK_OUTSIDE.contains(path)) {
            return EXTERNAL;
        }
        return isExport(request, path, posts) ? EXPORT : USUAL;
    }

    private static boolean isExport(ServerHttpRequest request, String path, boolean posts) {
        String accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        return (accept != null && accept.contains("text/csv"))
                || (posts && path.equals("/api/courses/import"))
                || path.endsWith("/export")
                || path.startsWith("/api/schedules/calendar/");
    }
}

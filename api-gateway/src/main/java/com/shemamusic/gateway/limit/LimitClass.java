package com.shemamusic.gateway.limit;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.edge.Paths;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** The kinds of requests that are counted apart, with the figures of {@code spec/api.md}. */
enum LimitClass {
    READS(new Rate(50, Duration.ofSeconds(1), 100)),
    FORMS(new Rate(10, Duration.ofMinutes(1), 10)),
    RECOMMENDATIONS(new Rate(30, Duration.ofMinutes(1), 30)),
    CHAT(new Rate(30, Duration.ofMinutes(1), 30)),
    SIGN_IN(new Rate(20, Duration.ofMinutes(1), 20)),
    ADMIN(new Rate(100, Duration.ofSeconds(1), 100));

    private static final Set<String> FORM_PATHS = Set.of(
            "/api/enrollments",
            "/api/bookings",
            "/api/bookings/create",
            "/api/bookings/status",
            "/api/users/enrollment-status",
            "/api/users/enrollment-status/reminder",
            "/api/auth/forgot-password");
    private static final Set<String> SIGN_IN_PATHS =
            Set.of("/api/auth/login", "/api/auth/refresh", "/api/auth/local/sign-in");
    private static final Set<String> SOCKETS = Set.of("/api/chat/connect", "/api/chat/admin", "/api/admin/live");
    private final Rate usual;

    LimitClass(Rate usual) {
        this.usual = usual;
    }

    /** The rate where none is configured. */
    Rate usual() {
        return usual;
    }

    /** What a call counts as. Forms and sign-ins are counted by address even when an admin sends them. */
    static LimitClass of(Call call) {
        String path = call.path();
        if (SOCKETS.contains(path)) {
            return CHAT;
        }
        if (HttpMethod.POST.equals(call.method())) {
            if (FORM_PATHS.contains(path)) {
                return FORMS;
            }
            if (SIGN_IN_PATHS.contains(path)) {
                return SIGN_IN;
            }
            if (path.equals("/api/chat/sessions")) {
                return CHAT;
            }
            if (Paths.isUnder(path, "/api/recommendations")) {
                return RECOMMENDATIONS;
            }
        }
        return call.actor().isAdmin() ? ADMIN : READS;
    }

    /** Whether the admin is counted rather than the address. */
    boolean isPerAdmin() {
        return this == ADMIN;
    }
}

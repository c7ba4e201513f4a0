package com.shemamusic.gateway.route;

import java.util.regex.Pattern;

/** The paths the gateway answers itself. */
final class OwnPaths {

    private static final Pattern REPLAY = Pattern.compile("/api/admin/dead-letters/[a-z-]+/[^/]+/replay");
    private static final Pattern EXPORT = Pattern.compile("/api/users/[^/]+/export");

    private OwnPaths() {}

    /** Whether the gateway answers this itself. */
    static boolean isOwn(String path) {
        return switch (path) {
            case "/health", "/health/live", "/health/ready", "/docs" -> true;
            case "/api/chat/connect", "/api/chat/admin" -> true;
            default -> path.startsWith("/docs/") || path.startsWith("/openapi/") || isAdmins(path);
        };
    }

    private static boolean isAdmins(String path) {
        if (path.startsWith("/api/admin/")) {
            return switch (path) {
                case "/api/admin/dashboard", "/api/admin/live", "/api/admin/dead-letters" -> true;
                default -> REPLAY.matcher(path).matches();
            };
        }
        return path.endsWith("/export") && EXPORT.matcher(path).matches();
    }
}

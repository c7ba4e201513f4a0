package com.shemamusic.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what; what an operation then does is tested with the operation. */
@ServiceTest("user")
class AccessIT {

    private static final String ID = "/01930000-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource({
        "GET, /api/users",
        "POST, /api/users",
        "GET, /api/users/ID",
        "PATCH, /api/users/ID",
        "DELETE, /api/users/ID",
        "POST, /api/users/ID/erase",
        "GET, /api/users/stats"
    })
    void adminsOnly(String method, String path, Api api) {
        String there = path.replace("/ID", ID);
        send(api.withoutToken(), method, there).assertError(401, "AUTH_REQUIRED");
        send(api.anonymous(), method, there).assertError(401, "AUTH_REQUIRED");
        send(api.asService("enrollment-service"), method, there).assertError(403, "AUTH_FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /internal/students, enrollment-service, course-service",
        "GET, /internal/users?ids=01930000-0000-7000-8000-000000000001, course-service, auth-service",
        "GET, /internal/instructors/ID, course-service, chat-service",
        "GET, /internal/admins/by-firebase-uid/x, auth-service, enrollment-service",
        "GET, /internal/admins/ID, auth-service, enrollment-service",
        "POST, /internal/admins, auth-service, enrollment-service",
        "POST, /internal/admins/ID/signed-in, auth-service, enrollment-service",
        "GET, /api/users/by-email?email=a@b.id, auth-service, enrollment-service",
        "GET, /internal/people/ID/export, api-gateway, user-service"
    })
    void namedServicesOnly(String method, String path, String may, String mayNot, Api api) {
        String there = path.replace("/ID", ID);
        send(api.withoutToken(), method, there).assertError(401, "AUTH_REQUIRED");
        send(api.asService(mayNot), method, there).assertError(403, "AUTH_FORBIDDEN");
        int allowed = send(api.asService(may), method, there).status();
        assertThat(allowed).isNotIn(401, 403, 500);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/users/instructors"})
    void visitorsToo(String method, String path, Api api) {
        send(api.anonymous(), method, path).assertStatus(200);
        send(api.asAdmin(), method, path).assertStatus(200);
        send(api.withoutToken(), method, path).assertError(401, "AUTH_REQUIRED");
    }

    private static ApiResponse send(Api api, String method, String path) {
        return switch (method) {
            case "GET" -> api.get(path);
            case "DELETE" -> api.delete(path);
            case "PATCH" -> api.patch(path, "{}");
            default -> api.post(path, "{}");
        };
    }
}

package com.shemamusic.auth.admin;

import com.shemamusic.auth.AuthIT;
import com.shemamusic.auth.LocalSignIn;
import com.shemamusic.auth.UserServiceStub;
import com.shemamusic.test.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvitationIT extends AuthIT {

    private static final String BODY = "{\"email\": \"dewi@shema.test\", \"full_name\": \"Dewi Lestari\"}";

    @Test
    void theInvitedSignsInWithTheLocalPassword(Api api) {
        var id = UserServiceStub.accepts("dewi@shema.test");
        api.asAdmin().post("/api/auth/admins", BODY).assertStatus(201);
        UserServiceStub.admin(id, UserServiceStub.localUid("dewi@shema.test"), "dewi@shema.test", "active");

        LocalSignIn.login(api, "dewi@shema.test").assertStatus(200);
    }

    @Test
    void whoIsAnAdminAlreadyIsNotInvitedAgain(Api api) {
        UserServiceStub.admin("dewi@shema.test", "active");

        api.asAdmin().post("/api/auth/admins", BODY).assertError(409, "AUTH_ADMIN_EXISTS");
    }

    @Test
    void badFieldsAreNamedAllAtOnce(Api api) {
        api.asAdmin()
                .post("/api/auth/admins", "{\"email\": \"dewi\", \"role\": \"admin\"}")
                .assertFieldErrors(Map.of("email", "INVALID", "full_name", "REQUIRED", "role", "UNKNOWN_FIELD"));
        api.anonymous()
                .post("/api/auth/forgot-password", "{\"email\": \"\"}")
                .assertFieldErrors(Map.of("email", "REQUIRED"));
    }

    @Test
    void onlyAnAdminInvitesAndOnlyTheGatewayMayAsk(Api api) {
        api.withoutToken().post("/api/auth/admins", BODY).assertError(401, "AUTH_REQUIRED");
        api.anonymous().post("/api/auth/admins", BODY).assertError(401, "AUTH_REQUIRED");
        api.asService("user-service").post("/api/auth/admins", BODY).assertError(403, "AUTH_FORBIDDEN");
        api.asService("user-service")
                .post("/api/auth/forgot-password", "{\"email\": \"dewi@shema.test\"}")
                .assertError(403, "AUTH_FORBIDDEN");
    }

    @Test
    void aForgottenPasswordIsAnsweredAlikeForEveryAddress(Api api) {
        UserServiceStub.admin("dewi@shema.test", "active");

        for (String email : new String[] {"dewi@shema.test", "nobody@shema.test"}) {
            api.anonymous()
                    .post("/api/auth/forgot-password", "{\"email\": \"" + email + "\"}")
                    .assertStatus(202);
        }
    }
}

package com.shemamusic.auth;

import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with local identities, a real Redis, and a user-service that says what the test wants. */
@ServiceTest(
        value = "auth",
        classes = AuthApplication.class,
        properties = {"IDENTITY_PROVIDER=local", "BOOTSTRAP_ADMIN_EMAILS=first@shema.test, Second@Shema.test"})
public abstract class AuthIT {

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("USER_SERVICE_URL", UserServiceStub::url);
    }

    @BeforeEach
    void forget() {
        TestRedis.start();
        TestRedis.flush();
        UserServiceStub.reset();
    }
}

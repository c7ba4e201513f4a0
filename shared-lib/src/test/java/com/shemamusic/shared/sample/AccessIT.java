package com.shemamusic.shared.sample;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.ServiceTokenMinter;
import org.junit.jupiter.api.Test;

@ServiceTest(value = "sample", documented = false, properties = "spring.config.name=sample")
class AccessIT {

    private static final String SELF = "sample-service";
    private static final String PEER = "api-gateway";

    @Test
    void letsNobodyInWithoutAServiceToken(Api api) {
        api.withoutToken().get("/numbers").assertError(401, "AUTH_REQUIRED");
        api.withoutToken().get("/nowhere").assertError(401, "AUTH_REQUIRED");
        api.withoutToken().get("/openapi").assertStatus(401);
        api.withoutToken().get("/health").assertStatus(200);
        api.withoutToken().get("/health/live").assertStatus(200);
        api.withoutToken().get("/health/ready").assertStatus(200);
        api.as("rubbish").get("/numbers").assertError(401, "AUTH_TOKEN_INVALID");
        api.header("Authorization", "Basic eDp5").get("/numbers").assertError(401, "AUTH_TOKEN_INVALID");
    }

    @Test
    void believesNoBrokenToken(Api api) {
        api.as(ServiceTokenMinter.expired(PEER, SELF)).get("/numbers").assertError(401, "AUTH_TOKEN_EXPIRED");
        api.as(ServiceTokenMinter.wrongSecret(PEER, SELF)).get("/numbers").assertError(401, "AUTH_TOKEN_INVALID");
        api.as(ServiceTokenMinter.wrongAudience(PEER)).get("/numbers").assertError(401, "AUTH_TOKEN_INVALID");
        api.as(ServiceTokenMinter.wrongScope(PEER, SELF)).get("/numbers").assertError(403, "AUTH_FORBIDDEN");
        api.as(ServiceTokenMinter.unsigned(PEER, SELF)).get("/numbers").assertError(401, "AUTH_TOKEN_INVALID");
    }

    @Test
    void keepsToTheRuleOfEachOperation(Api api) {
        api.anonymous().get("/admin").assertError(401, "AUTH_REQUIRED");
        api.asAdmin().get("/admin").assertStatus(200);
        api.asService("chat-service").get("/admin").assertError(403, "AUTH_FORBIDDEN");
        api.asService("chat-service").get("/internal/thing").assertStatus(200);
        api.asService("user-service").get("/internal/thing").assertError(403, "AUTH_FORBIDDEN");
        api.asAdmin().get("/internal/thing").assertError(403, "AUTH_FORBIDDEN");
        api.asService("user-service").get("/numbers").assertError(403, "AUTH_FORBIDDEN");
    }
}

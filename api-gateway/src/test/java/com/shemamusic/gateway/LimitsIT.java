package com.shemamusic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Races;
import com.shemamusic.test.TestRedis;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "RATE_LIMIT_MULTIPLIER=1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsIT extends GatewayTest {

    // First, because a crowd may keep Redis waiting, and then the gateway counts alone for a moment.
    @Test
    @Order(1)
    void formsAreTenAMinuteWhateverTheForm(Api api) {
        for (int i = 0; i < 10; i++) {
            ApiResponse answer = api.post(i % 2 == 0 ? "/api/enrollments" : "/api/bookings", "{}");
            answer.assertStatus(200);
            assertThat(answer.header("X-RateLimit-Limit")).hasValue("10");
            assertThat(answer.header("X-RateLimit-Remaining")).hasValue(Integer.toString(9 - i));
        }
        for (String path : List.of(
                "/api/enrollments",
                "/api/bookings/create",
                "/api/bookings/status",
                "/api/users/enrollment-status",
                "/api/users/enrollment-status/reminder",
                "/api/auth/forgot-password")) {
            ApiResponse refused = api.post(path, "{}").assertError(429, "RATE_LIMITED");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(1, 6);
            assertThat(refused.header("X-RateLimit-Remaining")).hasValue("0");
        }
        api.as(AdminTokens.good()).post("/api/enrollments", "{}").assertError(429, "RATE_LIMITED");
        api.get("/api/courses").assertStatus(200);
    }

    @Test
    void aThousandForgedAddressesFillOneBucket(Api api) {
        List<Integer> statuses = Races.run(
                1_000,
                i -> api.header("X-Forwarded-For", randomAddress())
                        .header("X-Real-IP", randomAddress())
                        .header("Forwarded", "for=" + randomAddress())
                        .post("/api/chat/sessions", "{}")
                        .status());
        // A slow bucket, so that it makes no difference how long a thousand requests take.
        long passed = statuses.stream().filter(status -> status == 200).count();
        assertThat(statuses).containsOnly(200, 429);
        assertThat(passed).isBetween(30L, 90L);
        assertThat(TestRedis.commands().keys("gateway:limit:CHAT:*")).hasSize(1);
    }

    @Test
    void exactlyTheBurstPassesAtOnce(Api api) {
        List<Integer> statuses = Races.run(
                40, i -> api.post("/api/recommendations/generate", "{}").status());
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(30);
    }

    @Test
    void aTokenThatHasToBeLookedAtTakesOneCallOnly(Api api) {
        ApiResponse refused = api.as("unknown.token.x").post("/api/auth/login", "{}");
        refused.assertStatus(401);
        assertThat(refused.header("X-RateLimit-Remaining")).hasValue("19");
    }

    @Test
    void guessingTokensIsLimitedToo(Api api) {
        List<Integer> statuses = Races.run(
                400, i -> api.as("guess." + i + ".x").get("/api/users").status());
        assertThat(statuses).containsOnly(401, 429).contains(429);
    }

    // Last, because the gateway comes back to Redis only after a while.
    @Test
    @Order(Integer.MAX_VALUE)
    void withRedisDownTheLimitsStillHoldAndNothingFails(Api api) {
        TestRedis.stop();
        List<Integer> statuses =
                Races.run(60, i -> api.post("/api/auth/login", "{}").status());
        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(20);
        api.get("/api/courses").assertStatus(200);
    }

    private static String randomAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}

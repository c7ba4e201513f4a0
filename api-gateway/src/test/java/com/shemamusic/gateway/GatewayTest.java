package com.shemamusic.gateway;

import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway over real HTTP, with a real Redis and stand-ins for the services. */
@ServiceTest(value = "api-gateway", documented = false, properties = "RATE_LIMIT_MULTIPLIER=1000")
abstract class GatewayTest {

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        Services.register(registry);
    }

    @BeforeEach
    void startAfresh() {
        TestRedis.start();
        TestRedis.flush();
        Services.reset();
    }
}

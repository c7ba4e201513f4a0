package com.shemamusic.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.test.Api;
import com.shemamusic.test.TestRedisCluster;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"RATE_LIMIT_MULTIPLIER=1", "shema.test.redis-cluster=true"})
class ClusterLimitsIT extends GatewayTest {

    @Test
    void limitsAreCountedInTheCluster(Api api) {
        // The first calls may find it still connecting and be counted here.
        await().until(() -> {
            api.get("/api/courses").assertStatus(200);
            return !TestRedisCluster.commands().keys("gateway:limit:READS:*").isEmpty();
        });
        assertThat(TestRedisCluster.commands().keys("gateway:limit:*"))
                .allMatch(key -> TestRedisCluster.commands().ttl(key) > 0);
    }
}

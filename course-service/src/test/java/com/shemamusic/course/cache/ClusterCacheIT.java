package com.shemamusic.course.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.test.TestRedisCluster;
import org.junit.jupiter.api.Test;

/** The whole service with a Redis Cluster, where an answer and its generation are kept by different nodes. */
@ServiceTest(value = "course", properties = "shema.test.redis-cluster=true")
class ClusterCacheIT {

    @Test
    void answersAreKeptAndGoStaleWithAChange(Api api) {
        School.reset();
        Api visitor = api.anonymous();
        String path = "/api/courses/" + new School(api).course("Piano", "piano", 1);
        // The event of the change renews the generation once more, a moment later.
        await().until(() -> {
            String before = visitor.get(path).at("/name").asText();
            TestDatabase.admin()
                    .sql("update shema.courses set name = 'Unseen ' || gen_random_uuid()")
                    .update();
            return visitor.get(path).at("/name").asText().equals(before);
        });
        assertThat(TestRedisCluster.commands().keys("course:*")).hasSizeGreaterThan(1);

        api.asAdmin().patch(path, "{\"name\": \"Grand piano\"}").assertStatus(200);

        assertThat(visitor.get(path).at("/name").asText()).isEqualTo("Grand piano");
    }
}

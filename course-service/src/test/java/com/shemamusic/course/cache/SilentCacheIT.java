package com.shemamusic.course.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.Link;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The cache behind a link that is open and silent. */
@ServiceTest("course")
class SilentCacheIT {

    /** So many that the last would wait in vain for a connection if each kept its own for as long as a command may take. */
    private static final int WRITES = 100;

    private static final Link LINK = link();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.url", () -> "redis://localhost:" + LINK.port());
    }

    @AfterEach
    void heal() {
        LINK.heal();
    }

    @Test
    void writesKeepNoConnectionForARedisThatIsSilentAndNothingStaleIsServedAfterwards(Api api) throws Exception {
        School.reset();
        Api admin = api.asAdmin();
        Api visitor = api.anonymous();
        String path = "/api/courses/" + new School(api).course("Piano", "piano", 1);
        visitor.get(path).assertStatus(200);
        LINK.silence();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ApiResponse>> writes = IntStream.range(0, WRITES)
                    .mapToObj(price -> writers.submit(() -> admin.patch(path, "{\"price\": " + price + "}")))
                    .toList();
            for (Future<ApiResponse> write : writes) {
                write.get().assertStatus(200);
            }
        }
        admin.patch(path, "{\"price\": 1000}").assertStatus(200);
        assertThat(visitor.get(path).at("/price").asInt()).isEqualTo(1000);
        LINK.heal();
        assertThat(visitor.get(path).at("/price").asInt()).isEqualTo(1000);
        admin.patch(path, "{\"price\": 2000}").assertStatus(200);
        assertThat(visitor.get(path).at("/price").asInt()).isEqualTo(2000);
    }

    private static Link link() {
        try {
            return new Link(TestRedis.port());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}

package com.shemamusic.shared.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shemamusic.shared.event.EventApp;
import com.shemamusic.test.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

class ClusterJobsIT {

    @BeforeEach
    void reset() {
        EventApp.reset();
    }

    @AfterEach
    void startRedis() {
        TestRedis.start();
    }

    @Test
    void aJobRunsOnceInItsTimeOnAllReplicas() {
        AtomicInteger runs = new AtomicInteger();
        try (EventApp one = EventApp.producer();
                EventApp two = EventApp.producer()) {
            for (ClusterJobs jobs : List.of(jobs(one), jobs(two), jobs(one))) {
                jobs.runOnce("report", Duration.ofMinutes(5), runs::incrementAndGet);
            }
            assertThat(runs).hasValue(1);

            jobs(two).runOnce("another", Duration.ofMinutes(5), runs::incrementAndGet);
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void twoReplicasNeverRunAJobTogetherEvenWithoutRedis() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (EventApp one = EventApp.producer();
                EventApp two = EventApp.producer()) {
            TestRedis.stop();
            Thread first = Thread.ofVirtual()
                    .start(() -> jobs(one).runOnce("report", Duration.ofMinutes(5), () -> {
                        running.countDown();
                        await(finish);
                    }));
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

            jobs(two).runOnce("report", Duration.ofMinutes(5), runs::incrementAndGet);
            assertThat(runs).hasValue(0);

            finish.countDown();
            first.join();
            jobs(two).runOnce("report", Duration.ofMinutes(5), runs::incrementAndGet);
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void aJobThatFailedIsTriedAtItsNextTurn() {
        AtomicInteger runs = new AtomicInteger();
        try (EventApp app = EventApp.producer()) {
            jobs(app).runOnce("report", Duration.ofMinutes(5), () -> {
                throw new IllegalStateException("no paper");
            });
            jobs(app).runOnce("report", Duration.ofMinutes(5), runs::incrementAndGet);

            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void aJobThatEndedWithAnErrorIsTriedAtItsNextTurn() {
        AtomicInteger runs = new AtomicInteger();
        try (EventApp app = EventApp.producer()) {
            assertThatThrownBy(() -> jobs(app).runOnce("report", Duration.ofHours(12), () -> {
                        throw new OutOfMemoryError("no paper");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
            jobs(app).runOnce("report", Duration.ofHours(12), runs::incrementAndGet);

            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void aReplicaThatDiesInTheMiddleKeepsTheJobFromOthersForMinutesOnly() {
        AtomicReference<Duration> meanwhile = new AtomicReference<>();
        try (EventApp app = EventApp.producer()) {
            jobs(app).runOnce("report", Duration.ofHours(12), () -> meanwhile.set(marked(app)));

            assertThat(meanwhile.get()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5));
            assertThat(marked(app)).isGreaterThan(Duration.ofHours(10)).isLessThan(Duration.ofHours(12));
        }
    }

    private static Duration marked(EventApp app) {
        Long seconds = app.bean(StringRedisTemplate.class).getExpire("job:user-service:report");
        return Duration.ofSeconds(seconds);
    }

    private static ClusterJobs jobs(EventApp app) {
        return app.bean(ClusterJobs.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

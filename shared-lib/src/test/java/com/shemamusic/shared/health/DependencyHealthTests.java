package com.shemamusic.shared.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DependencyHealthTests {

    @Test
    void allThatAnswersIsHealthy() {
        assertThat(new DependencyHealth(List.of(() -> true, () -> true)).healthy())
                .isTrue();
        assertThat(new DependencyHealth(List.of(() -> true, () -> false)).healthy())
                .isFalse();
    }

    @Test
    @Timeout(30)
    void whatNeverAnswersIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        DependencyHealth health = new DependencyHealth(List.of(() -> {
            try {
                never.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return true;
        }));

        assertThat(health.healthy()).isFalse();
        never.countDown();
    }
}

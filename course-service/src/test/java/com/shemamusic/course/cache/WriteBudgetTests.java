package com.shemamusic.course.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WriteBudgetTests {

    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Test
    void allowsNoMoreThanTheBudgetInASpanAndBeginsAnew() {
        WriteBudget budget = new WriteBudget(100, Duration.ofMinutes(5), clock);
        assertThat(budget.allows(60)).isTrue();
        assertThat(budget.allows(41)).isFalse();
        assertThat(budget.allows(40)).isTrue();
        now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
        assertThat(budget.allows(1)).isFalse();
        now = now.plusMillis(1);
        assertThat(budget.allows(100)).isTrue();
        assertThat(budget.allows(1)).isFalse();
    }
}

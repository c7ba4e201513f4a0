package com.shemamusic.shared.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadingsTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void manyGaugesCostOneLook() {
        Readings.register(registry, Map.of("a", "the first", "b", "the second", "c", "left out"), () -> {
            looks.incrementAndGet();
            return Map.of("a", 1, "b", 2.5);
        });

        assertThat(value("a")).isEqualTo(1);
        assertThat(value("b")).isEqualTo(2.5);
        assertThat(value("c")).isNaN();
        assertThat(looks).hasValue(1);
    }

    @Test
    void aLookThatFailsGivesNoValueAndIsNotRepeatedAtOnce() {
        Readings.register(registry, Map.of("a", "the only one"), () -> {
            looks.incrementAndGet();
            throw new IllegalStateException("down");
        });

        assertThat(value("a")).isNaN();
        assertThat(value("a")).isNaN();
        assertThat(looks).hasValue(1);
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }
}

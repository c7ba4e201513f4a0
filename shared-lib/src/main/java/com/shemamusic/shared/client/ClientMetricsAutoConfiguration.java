package com.shemamusic.shared.client;

import com.shemamusic.shared.autoconfigure.SharedAutoConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Breaker states as metrics: 0 closed, 1 half-open, 2 open. */
@AutoConfiguration(after = SharedAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public class ClientMetricsAutoConfiguration {

    @Bean
    MeterBinder breakerStates(Peers peers) {
        return registry -> peers.breakers()
                .forEach(breaker -> Gauge.builder("shema.breaker.state", breaker, ClientMetricsAutoConfiguration::level)
                        .tag("service", breaker.getName())
                        .register(registry));
    }

    private static double level(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 2;
            case HALF_OPEN -> 1;
            default -> 0;
        };
    }
}

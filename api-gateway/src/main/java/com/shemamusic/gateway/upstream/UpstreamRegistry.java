package com.shemamusic.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All services behind the gateway, by name. */
@Component
public final class UpstreamRegistry {

    private final Map<String, Upstream> upstreams = new TreeMap<>();

    UpstreamRegistry(UpstreamProperties properties, HealthProbe probe, MeterRegistry metrics) {
        properties.services().forEach((name, addresses) -> {
            Upstream upstream = new Upstream(name, addresses);
            upstreams.put(name, upstream);
            probe.watch(upstream);
            Gauge.builder("shema.breaker.state", upstream.breaker(), UpstreamRegistry::level)
                    .tag("service", name)
                    .register(metrics);
        });
    }

    /** The service of this name; it must be configured. */
    public Upstream get(String name) {
        Upstream upstream = find(name);
        if (upstream == null) {
            throw new IllegalArgumentException("No address of " + name + " is configured");
        }
        return upstream;
    }

    public @Nullable Upstream find(String name) {
        return upstreams.get(name);
    }

    public Collection<Upstream> all() {
        return upstreams.values();
    }

    private static double level(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 2;
            case HALF_OPEN -> 1;
            default -> 0;
        };
    }
}

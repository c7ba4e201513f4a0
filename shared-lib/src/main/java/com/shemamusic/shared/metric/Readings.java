package com.shemamusic.shared.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges whose values come from one look at something (a query, a command): taken when the metrics are scraped, and not
 * again for a few seconds, so that many gauges and many scrapers cost one look. A look that fails leaves no values, and
 * none is made again for as long, so that a scrape does not wait for what is down.
 */
public final class Readings {

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();
    private final Supplier<Map<String, ? extends Number>> look;
    private Map<String, ? extends Number> last = Map.of();
    private long takenAt = System.nanoTime() - KEPT_NANOS;

    private Readings(Supplier<Map<String, ? extends Number>> look) {
        this.look = look;
    }

    /**
     * Registers a gauge for each name.
     *
     * @param gauges description by name; the look answers values by the same names, and what it leaves out is NaN
     */
    public static void register(
            MeterRegistry registry, Map<String, String> gauges, Supplier<Map<String, ? extends Number>> look) {
        Readings readings = new Readings(look);
        gauges.forEach((name, description) -> Gauge.builder(name, () -> readings.value(name))
                .description(description)
                .register(registry));
    }

    private synchronized double value(String name) {
        if (System.nanoTime() - takenAt >= KEPT_NANOS) {
            last = take();
            takenAt = System.nanoTime();
        }
        Number value = last.get(name);
        return value == null ? Double.NaN : value.doubleValue();
    }

    private Map<String, ? extends Number> take() {
        try {
            return look.get();
        } catch (RuntimeException down) {
            LOG.debug("no readings", down);
            return Map.of();
        }
    }
}

package com.shemamusic.shared.event;

import com.shemamusic.shared.trace.TraceParent;
import com.shemamusic.shared.web.RequestContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One log line and one count for every event published, handled and failed, and the gauges of what waits. */
public final class EventLog {

    private static final Logger LOG = LoggerFactory.getLogger("event");

    private final @Nullable MeterRegistry meters;

    /** Without a registry only the log lines remain. */
    public EventLog(@Nullable MeterRegistry meters) {
        this.meters = meters;
    }

    /** The event stands in its stream; the duration counts from the commit's transaction on. */
    public void published(String channel, Object eventId, Duration duration) {
        line("published", channel, eventId, duration);
        count("shema.events.published", channel);
    }

    /** The handlers acted on the event and their transaction is committed. */
    public void handled(String channel, EventEnvelope event, Duration duration) {
        of(event, () -> line("handled", channel, event.eventId(), duration));
        count("shema.events.handled", channel);
    }

    /** A handler threw. */
    public void failed(String channel, EventEnvelope event, Duration duration, String error, int attempt) {
        of(
                event,
                () -> LOG.atWarn()
                        .addKeyValue("type", "failed")
                        .addKeyValue("channel", channel)
                        .addKeyValue("eventId", event.eventId())
                        .addKeyValue("duration_ms", duration.toMillis())
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("error", error)
                        .log("event failed"));
        count("shema.events.failed", channel);
    }

    // A line about an event can be found by the request that published it.
    private static void of(EventEnvelope event, Runnable line) {
        String trace = TraceParent.traceId(event.traceparent());
        try (MDC.MDCCloseable _ = MDC.putCloseable(RequestContext.MDC_REQUEST_ID, event.requestId());
                MDC.MDCCloseable _ = MDC.putCloseable(TraceParent.MDC_TRACE_ID, trace)) {
            line.run();
        }
    }

    /** Counts something that went wrong on the way and is made good by itself. */
    public void trouble(String part) {
        if (meters != null) {
            Counter.builder("shema.events.trouble")
                    .tag("part", part)
                    .register(meters)
                    .increment();
        }
    }

    /** A gauge whose value is set from time to time. */
    public AtomicLong gauge(String name) {
        AtomicLong value = new AtomicLong();
        return meters == null ? value : meters.gauge(name, value);
    }

    /** A gauge that is asked for its value. */
    public void gauge(String name, DoubleSupplier value) {
        if (meters != null) {
            Gauge.builder(name, value::getAsDouble).register(meters);
        }
    }

    /** The time since a reading of {@link System#nanoTime()}. */
    public static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static void line(String type, String channel, Object eventId, Duration duration) {
        LOG.atInfo()
                .addKeyValue("type", type)
                .addKeyValue("channel", channel)
                .addKeyValue("eventId", eventId)
                .addKeyValue("duration_ms", duration.toMillis())
                .log("event {}", type);
    }

    private void count(String name, String channel) {
        if (meters != null) {
            Counter.builder(name).tag("channel", channel).register(meters).increment();
        }
    }
}

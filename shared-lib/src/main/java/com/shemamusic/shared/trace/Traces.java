package com.shemamusic.shared.trace;

import org.jspecify.annotations.Nullable;

/**
 * The spans of this process, sent over OTLP when {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set. Without it none is made, and
 * the caller's {@code traceparent} (W3C) is passed on as it came.
 */
public interface Traces {

    /** No spans. */
    Traces NONE = new Untraced();

    /** Work on a request that came in. */
    Traced serve(String name, @Nullable String traceparent);

    /** A call of a service, on behalf of the work with this {@code traceparent}. */
    Traced call(String name, String service, @Nullable String traceparent);

    /** Work on an event that the work with this {@code traceparent} published. */
    Traced handle(String channel, @Nullable String traceparent);
}

package com.shemamusic.shared.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Spans made and sent by OpenTelemetry's own SDK, which also reads the other {@code OTEL_} variables. */
final class OtelTraces implements Traces, AutoCloseable {

    private static final String TRACEPARENT = "00-%s-%s-%s";
    private static final int SERVER_ERROR = 500;
    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    OtelTraces(String service) {
        this.sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name", service,
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
                .addSamplerCustomizer((sampler, settings) -> new AskedForSampler(sampler))
                .build()
                .getOpenTelemetrySdk();
        this.tracer = sdk.getTracer("com.shemamusic");
    }

    /** The same connections, with a span for every statement; texts of statements without their values. */
    DataSource traced(DataSource source) {
        return JdbcTelemetry.builder(sdk)
                .setDataSourceInstrumenterEnabled(false)
                .build()
                .wrap(source);
    }

    @Override
    public Traced serve(String name, @Nullable String traceparent) {
        return start(SpanKind.SERVER, name, traceparent);
    }

    @Override
    public Traced call(String name, String service, @Nullable String traceparent) {
        Work work = start(SpanKind.CLIENT, name, traceparent);
        work.span.setAttribute("server.address", service);
        return work;
    }

    @Override
    public Traced handle(String channel, @Nullable String traceparent) {
        Work work = start(SpanKind.CONSUMER, "handle " + channel, traceparent);
        work.span.setAttribute("messaging.destination.name", channel);
        return work;
    }

    private Work start(SpanKind kind, String name, @Nullable String traceparent) {
        Context parent = parent(traceparent);
        return new Work(
                tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan(), parent);
    }

    private static Context parent(@Nullable String traceparent) {
        if (traceparent == null || TraceParent.traceId(traceparent) == null) {
            return Context.root();
        }
        String[] parts = traceparent.split("-");
        SpanContext caller = SpanContext.createFromRemoteParent(
                parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(caller));
    }

    @Override
    public void close() {
        sdk.close();
    }

    private record Work(Span span, Context parent) implements Traced {

        @Override
        public String traceparent() {
            SpanContext own = span.getSpanContext();
            return TRACEPARENT.formatted(
                    own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex());
        }

        @Override
        public Scope open() {
            io.opentelemetry.context.Scope scope = parent.with(span).makeCurrent();
            return scope::close;
        }

        @Override
        public void name(String name) {
            span.updateName(name);
        }

        @Override
        public void status(int status) {
            if (status > 0) {
                span.setAttribute("http.response.status_code", status);
            }
            if (status == 0 || status >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void failed(Throwable failure) {
            // The message may hold what somebody typed; the class says enough.
            span.setAttribute("error.type", failure.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }

        @Override
        public void end() {
            span.end();
        }
    }
}

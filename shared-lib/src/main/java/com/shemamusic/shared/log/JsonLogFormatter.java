package com.shemamusic.shared.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.shemamusic.shared.trace.TraceParent;
import com.shemamusic.shared.web.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/** One JSON object a line: time, level, service, request id, trace id, actor id, message, key-value pairs, stack trace. */
public final class JsonLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

    private final JsonWriter<ILoggingEvent> writer;

    public JsonLogFormatter(Environment environment) {
        String service = environment.getProperty("spring.application.name", "");
        ThrowableProxyConverter stackTraces = new ThrowableProxyConverter();
        stackTraces.start();
        this.writer = JsonWriter.<ILoggingEvent>of(members -> {
                    members.add("time", event -> event.getInstant().toString());
                    members.add("level", event -> event.getLevel().toString());
                    members.add("service", service);
                    members.add("request_id", event -> mdc(event, RequestContext.MDC_REQUEST_ID))
                            .whenNotNull();
                    members.add("trace_id", event -> mdc(event, TraceParent.MDC_TRACE_ID))
                            .whenNotNull();
                    members.add("actor_id", event -> mdc(event, RequestContext.MDC_ACTOR_ID))
                            .whenNotNull();
                    members.add("logger", ILoggingEvent::getLoggerName);
                    members.add("message", ILoggingEvent::getFormattedMessage);
                    members.add("data", event -> data(event.getKeyValuePairs())).whenNotEmpty();
                    members.add("error", event -> event)
                            .when(event -> event.getThrowableProxy() != null)
                            .as(stackTraces::convert);
                })
                .withNewLineAtEnd();
    }

    @Override
    public String format(ILoggingEvent event) {
        return writer.writeToString(event);
    }

    // An object of its own: a pair may be named like what every line has, as the service that is called is.
    private static Map<String, @Nullable Object> data(@Nullable List<KeyValuePair> pairs) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (pairs != null) {
            pairs.forEach(pair -> data.put(pair.key, pair.value));
        }
        return data;
    }

    private static @Nullable String mdc(ILoggingEvent event, String key) {
        return event.getMDCPropertyMap().get(key);
    }
}

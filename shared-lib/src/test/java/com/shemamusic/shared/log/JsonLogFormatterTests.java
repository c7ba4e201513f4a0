package com.shemamusic.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.mock.env.MockEnvironment;

class JsonLogFormatterTests {

    private final JsonLogFormatter formatter =
            new JsonLogFormatter(new MockEnvironment().withProperty("spring.application.name", "course-service"));

    @Test
    void aLineIsOneObjectWithWhoWhatAndWhichRequest() throws IOException {
        String line = formatter.format(event(null, Map.of("requestId", "req_1", "traceId", "abc", "actorId", "7")));

        assertThat(line).endsWith("\n").hasLineCount(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat((Iterable<String>) () -> json.fieldNames())
                .containsExactly(
                        "time", "level", "service", "request_id", "trace_id", "actor_id", "logger", "message", "data");
        assertThat(Instant.parse(json.path("time").asText())).isEqualTo("2026-01-05T08:00:00Z");
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("service").asText()).isEqualTo("course-service");
        assertThat(json.path("request_id").asText()).isEqualTo("req_1");
        assertThat(json.path("trace_id").asText()).isEqualTo("abc");
        assertThat(json.path("actor_id").asText()).isEqualTo("7");
        assertThat(json.path("message").asText()).isEqualTo("two\nlines \"quoted\"");
        assertThat(json.at("/data/status").asInt()).isEqualTo(200);
        // The service that is called, beside the one that calls.
        assertThat(json.at("/data/service").asText()).isEqualTo("user-service");
    }

    @Test
    void aStackTraceStaysOnTheLine() throws IOException {
        String line = formatter.format(event(new IllegalStateException("broken"), Map.of()));

        assertThat(line).hasLineCount(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("error").asText())
                .contains("java.lang.IllegalStateException: broken")
                .contains("\n\tat ");
        Iterator<String> names = json.fieldNames();
        assertThat((Iterable<String>) () -> names).doesNotContain("request_id", "trace_id", "actor_id");
    }

    private static LoggingEvent event(Throwable failure, Map<String, String> context) {
        LoggerContext loggers = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "", loggers.getLogger("access"), Level.INFO, "two\nlines \"quoted\"", failure, new Object[0]);
        event.setInstant(Instant.parse("2026-01-05T08:00:00Z"));
        event.setMDCPropertyMap(context);
        event.setKeyValuePairs(List.of(new KeyValuePair("status", 200), new KeyValuePair("service", "user-service")));
        return event;
    }
}

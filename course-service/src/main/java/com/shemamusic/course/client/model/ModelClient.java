package com.shemamusic.course.client.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The model behind {@code AI_MODEL_ENDPOINT}: it is sent {@code {wishes, candidates}} without anything about the person
 * and answers {@code {order: [course_id]}}. It has one second for all of it; what goes wrong is logged and changes nothing.
 */
@Component
public class ModelClient {

    private static final Logger LOG = LoggerFactory.getLogger(ModelClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Answer(@Nullable List<UUID> order) {}

    private final ObjectMapper mapper;
    private final @Nullable URI endpoint;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    ModelClient(ModelProperties properties, ObjectMapper mapper) {
        this.mapper = mapper;
        String address = properties.aiModelEndpoint();
        this.endpoint = address == null || address.isBlank() ? null : URI.create(address);
    }

    /** The order the model prefers; empty without a model, or when it did not answer sensibly in time. */
    public Optional<List<UUID>> rank(Object wishes, List<?> candidates) {
        if (endpoint == null || candidates.size() < 2) {
            return Optional.empty();
        }
        CompletableFuture<HttpResponse<byte[]>> asked = null;
        try {
            byte[] body = mapper.writeValueAsBytes(Map.of("wishes", wishes, "candidates", candidates));
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            asked = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
            HttpResponse<byte[]> response = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                LOG.warn("The model answered {}", response.statusCode());
                return Optional.empty();
            }
            return Optional.ofNullable(
                    mapper.readValue(response.body(), Answer.class).order());
        } catch (JsonProcessingException unreadable) {
            LOG.warn("The model's answer cannot be read: {}", unreadable.getOriginalMessage());
        } catch (IOException | ExecutionException | TimeoutException silent) {
            LOG.warn("The model did not answer: {}", silent.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (asked != null) {
            asked.cancel(true);
        }
        return Optional.empty();
    }
}

package com.shemamusic.enrollment.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.enrollment.notification.NotificationProperties.WhatsApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The WhatsApp Cloud API: template messages, the only kind a business may send first. The template of a kind has the
 * kind's name and takes name, registration number and course, in this order.
 */
final class CloudWhatsApp implements MessageChannel {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> PARAMETERS = List.of("name", "number", "course");
    private final WhatsApp settings;
    private final ObjectMapper mapper;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    CloudWhatsApp(WhatsApp settings, ObjectMapper mapper) {
        this.settings = settings;
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
        Map<UUID, Failure> failures = new HashMap<>();
        for (OutgoingMessage message : messages) {
            Failure failure = send(message);
            if (failure != null) {
                failures.put(message.id(), failure);
            }
        }
        return failures;
    }

    private @Nullable Failure send(OutgoingMessage message) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(settings.url() + "/" + settings.phoneNumberId() + "/messages"))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + settings.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body(message))))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 300) {
                return null;
            }
            boolean permanent = status >= 400 && status < 500 && status != 401 && status != 403 && status != 429;
            return new Failure("the provider answered " + status, permanent);
        } catch (IOException broken) {
            return new Failure(broken.getClass().getSimpleName(), false);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Failure("interrupted", false);
        }
    }

    private static Map<String, Object> body(OutgoingMessage message) {
        List<Map<String, String>> parameters = PARAMETERS.stream()
                .map(name -> Map.of("type", "text", "text", message.facts().getOrDefault(name, "-")))
                .toList();
        return Map.of(
                "messaging_product",
                "whatsapp",
                "to",
                message.recipient().substring(1),
                "type",
                "template",
                "template",
                Map.of(
                        "name",
                        message.kind().text(),
                        "language",
                        Map.of("code", message.language()),
                        "components",
                        List.of(Map.of("type", "body", "parameters", parameters))));
    }
}

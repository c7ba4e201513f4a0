package com.shemamusic.enrollment.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.enrollment.notification.NotificationProperties.WhatsApp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The WhatsApp Cloud API: template messages, the only kind a business may send first. What a refusal means its {@code error.code} says, not
 * the HTTP status: a spent quota comes as 400, too.
 */
final class CloudWhatsApp implements MessageChannel {

    /** Quotas, outages of theirs, and what an admin mends in the account: token, permissions, payment, a block. */
    private static final Set<Integer> PASSING = Set.of(
            0, 1, 2, 3, 4, 10, 190, 368, 80007, 130429, 131000, 131005, 131016, 131031, 131042, 131048, 131056, 131057,
            133004);

    private static final Set<Integer> PASSING_STATUS = Set.of(401, 403, 408, 429);
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

    /** Nothing marks a second attempt as one, so that each is noted before the next is sent. */
    @Override
    public int atOnce() {
        return 1;
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
                    .header("Authorization", "Bearer " + settings.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body(message))))
                    .build();
            return outcome(http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException unmakeable) {
            return new Failure(unmakeable.getClass().getSimpleName(), Lasts.FOR_EVER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Failure("interrupted", Lasts.A_FEW_TIMES);
        }
    }

    /** Waits for the whole answer: the time-out of a request would end with the answer's head. */
    private @Nullable Failure outcome(CompletableFuture<HttpResponse<byte[]>> answer) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() < 300 ? null : refusal(response.statusCode(), response.body());
        } catch (TimeoutException late) {
            return new Failure("no answer in time", Lasts.A_FEW_TIMES);
        } catch (ExecutionException broken) {
            Throwable cause = Objects.requireNonNullElse(broken.getCause(), broken);
            return new Failure(
                    cause.getClass().getSimpleName(),
                    neverConnected(cause) ? Lasts.WHILE_CHANNEL_IS_DOWN : Lasts.A_FEW_TIMES);
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean neverConnected(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException;
    }

    private Failure refusal(int status, byte[] body) {
        int code = -1;
        try {
            code = mapper.readTree(body).path("error").path("code").asInt(-1);
        } catch (IOException noJson) {
            // A proxy's page: the status is all there is.
        }
        boolean passing =
                code == -1 ? status >= 500 || PASSING_STATUS.contains(status) : status >= 500 || PASSING.contains(code);
        String error = "the provider answered " + status + (code == -1 ? "" : ", error " + code);
        return new Failure(error, passing ? Lasts.A_WHILE : Lasts.FOR_EVER);
    }

    private static Map<String, Object> body(OutgoingMessage message) {
        List<Map<String, String>> parameters = message.kind().templateFacts().stream()
                .map(name -> Map.of("type", "text", "text", line(message.facts().getOrDefault(name, "-"))))
                .toList();
        return Map.of(
                "messaging_product",
                "whatsapp",
                "recipient_type",
                "individual",
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

    /** Line breaks, tabs and runs of spaces are refused in parameters. */
    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "-" : line;
    }
}

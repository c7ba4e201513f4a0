package com.shemamusic.enrollment.captcha;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.enrollment.captcha.CaptchaProperties.Provider;
import com.shemamusic.shared.error.ApiException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Turnstile and reCAPTCHA by their {@code siteverify} calls, which differ in little. Two tries at most; what is no clear
 * yes is a refusal, and what is no answer at all is {@code CAPTCHA_UNAVAILABLE}.
 */
final class SiteVerifyCaptcha implements Captcha {

    private static final Logger LOG = LoggerFactory.getLogger(SiteVerifyCaptcha.class);
    private static final int TRIES = 2;
    private static final Duration OLDEST = Duration.ofMinutes(5);
    /** The provider's or our own fault, never the visitor's. */
    private static final List<String> OUR_TROUBLE =
            List.of("internal-error", "missing-input-secret", "invalid-input-secret", "bad-request");

    private final CaptchaProperties properties;
    private final URI url;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final HttpClient http;

    SiteVerifyCaptcha(CaptchaProperties properties, URI standardUrl, ObjectMapper mapper, Clock clock) {
        this.properties = properties;
        this.url = Objects.requireNonNullElse(properties.url(), standardUrl);
        this.mapper = mapper;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void check(String token, String action, String attempt) {
        String form = form(token, attempt);
        for (int tried = 1; tried <= TRIES; tried++) {
            JsonNode answer = ask(form);
            if (answer != null) {
                judge(answer, action);
                return;
            }
        }
        throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "CAPTCHA_UNAVAILABLE").header("Retry-After", "5");
    }

    private void judge(JsonNode answer, String action) {
        boolean passed = answer.path("success").asBoolean(false)
                && fromOurSite(answer.path("hostname").asText(""))
                && forThis(answer, action)
                && answer.path("score").asDouble(1) >= properties.minScore()
                && recent(answer.path("challenge_ts").asText(""));
        if (!passed) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "CAPTCHA_FAILED");
        }
    }

    private boolean fromOurSite(String hostname) {
        return properties.hostnames().isEmpty() || properties.hostnames().contains(hostname);
    }

    /** reCAPTCHA v2 knows no action; where one is told, it must be the right one. */
    private boolean forThis(JsonNode answer, String action) {
        return answer.hasNonNull("action")
                ? answer.get("action").asText().equals(action)
                : properties.provider() == Provider.RECAPTCHA;
    }

    private boolean recent(String made) {
        try {
            return Instant.parse(made).plus(OLDEST).isAfter(clock.instant());
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    /** The provider's answer; {@code null} when it gave none that counts. */
    private @Nullable JsonNode ask(String form) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(properties.timeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = mapper.readTree(response.body());
            if (response.statusCode() >= 500 || !answer.path("success").isBoolean()) {
                LOG.warn("The captcha provider answered {} without a verdict", response.statusCode());
                return null;
            }
            for (JsonNode code : answer.path("error-codes")) {
                if (OUR_TROUBLE.contains(code.asText())) {
                    LOG.warn("The captcha provider reports {}", code.asText());
                    return null;
                }
            }
            return answer;
        } catch (IOException broken) {
            LOG.warn(
                    "The captcha provider gave no answer: {}", broken.getClass().getSimpleName());
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String form(String token, String attempt) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("secret", properties.secret());
        fields.put("response", token);
        if (properties.provider() == Provider.TURNSTILE) {
            byte[] name = (attempt + "\n" + token).getBytes(StandardCharsets.UTF_8);
            fields.put("idempotency_key", UUID.nameUUIDFromBytes(name).toString());
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

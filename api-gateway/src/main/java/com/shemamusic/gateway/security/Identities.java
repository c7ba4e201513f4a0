package com.shemamusic.gateway.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.ServiceClient;
import com.shemamusic.gateway.upstream.ServiceClient.Answer;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Raw identity tokens, which auth-service knows how to check; its word is kept for at most 10 s, so that with what auth-service keeps itself a removed admin is out within 60 s. */
@Component
final class Identities {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration REFUSAL_KEPT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST = 2_000;
    private final Cache<String, Mono<Admin>> answers =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    private final ServiceClient services;
    private final Clock clock;

    Identities(ServiceClient services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    boolean isKnown(String token) {
        return answers.getIfPresent(token) != null;
    }

    /** Who shows this token; fails with the refusal of auth-service, or 503 when it does not answer. */
    Mono<Admin> verify(String token, Call call) {
        return answers.get(
                        token,
                        key -> ask(token, call).cache(admin -> KEPT, failure -> kept(failure), () -> Duration.ZERO))
                .flatMap(admin -> admin.expiresAt().isAfter(clock.instant())
                        ? Mono.just(admin)
                        : Mono.error(ApiException.unauthorized("AUTH_TOKEN_EXPIRED")));
    }

    private static Duration kept(Throwable failure) {
        boolean refused =
                failure instanceof ApiException known && known.status().is4xxClientError();
        return refused ? REFUSAL_KEPT : Duration.ZERO;
    }

    private Mono<Admin> ask(String token, Call call) {
        return services.post(
                        "auth-service",
                        "/internal/identities/verify",
                        Map.of("id_token", token),
                        Actor.ANONYMOUS,
                        call,
                        PATIENCE)
                .map(this::admin);
    }

    private Admin admin(Answer answer) {
        if (!answer.isSuccess()) {
            throw refusal(answer);
        }
        JsonNode admin = answer.body().path("admin");
        if (!"admin".equals(admin.path("role").asText())
                || admin.path("id").asText().isEmpty()) {
            throw ApiException.forbidden("AUTH_NOT_ADMIN");
        }
        Actor actor =
                Actor.admin(admin.path("id").asText(), admin.path("full_name").asText());
        return new Admin(
                actor,
                sessionId(answer),
                expiry(answer.body().path("expires_at").asText()));
    }

    private static @Nullable String sessionId(Answer answer) {
        String id = answer.body().path("session_id").asText();
        return id.isEmpty() ? null : id;
    }

    private Instant expiry(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException absent) {
            return clock.instant().plus(KEPT);
        }
    }

    private static ApiException refusal(Answer answer) {
        HttpStatus status = HttpStatus.resolve(answer.status());
        String code = answer.body().path("code").asText();
        boolean refused = status == HttpStatus.UNAUTHORIZED || status == HttpStatus.FORBIDDEN;
        if (refused && code.startsWith("AUTH_")) {
            return new ApiException(status, code);
        }
        return status != null && status.is4xxClientError()
                ? ApiException.unauthorized("AUTH_TOKEN_INVALID")
                : ApiException.unavailable("auth-service");
    }
}

package com.shemamusic.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.ServiceClient;
import com.shemamusic.shared.security.Actor;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether a session still stands, asked of auth-service and remembered for 4 s. When auth-service does not answer the
 * token's signature decides: its 15 minutes bound what a stolen one is worth, and an outage of one part does not
 * sign everybody out.
 */
@Component
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration KEPT = Duration.ofSeconds(4);
    private static final Duration WATCHED = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;
    private final Cache<String, Mono<Boolean>> answers =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    private final Cache<String, Mono<Boolean>> watched =
            Caffeine.newBuilder().expireAfterWrite(WATCHED).maximumSize(MOST).build();
    private final ServiceClient services;

    Sessions(ServiceClient services) {
        this.services = services;
    }

    /** Whether the session stands, as of at most 2 s ago: for sockets, which have to be closed within 5 s. */
    Mono<Boolean> stillStands(String sessionId, String adminId, Call call) {
        return watched.get(sessionId, key -> ask(sessionId, adminId, call).cache());
    }

    /** Whether the session stands, as of at most 4 s ago. */
    Mono<Boolean> stands(String sessionId, String adminId, Call call) {
        return answers.get(sessionId, key -> ask(sessionId, adminId, call).cache());
    }

    private Mono<Boolean> ask(String sessionId, String adminId, Call call) {
        return services.post(
                        "auth-service",
                        "/internal/sessions/check",
                        Map.of("session_id", sessionId, "admin_id", adminId),
                        Actor.ANONYMOUS,
                        call,
                        PATIENCE)
                .map(answer ->
                        !answer.isSuccess() || answer.body().path("active").asBoolean(true))
                .onErrorResume(failure -> {
                    LOG.warn("auth-service did not say whether a session stands: the signature decides");
                    return Mono.just(true);
                });
    }
}

package com.shemamusic.gateway.security;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.error.ApiException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps an eye on the admin behind an open socket: a token is good at the upgrade, a session has to stay good. */
@Component
public final class AdminWatch {

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private final Sessions sessions;
    private final Identities identities;

    AdminWatch(Sessions sessions, Identities identities) {
        this.sessions = sessions;
        this.identities = identities;
    }

    /** Completes within 5 s of the end of the admin's session; never for a visitor. */
    public Mono<Void> ended(Call call) {
        return call.actor().isAdmin()
                ? Flux.interval(GLANCE)
                        .onBackpressureDrop()
                        .concatMap(tick -> stands(call), 1)
                        .filter(stands -> !stands)
                        .next()
                        .then()
                : Mono.never();
    }

    private Mono<Boolean> stands(Call call) {
        String admin = call.actor().id();
        String session = call.sessionId();
        String token = call.token();
        if (session != null && admin != null) {
            return sessions.stillStands(session, admin, call);
        }
        return token == null
                ? Mono.just(false)
                : identities
                        .verify(token, call)
                        .map(known -> true)
                        .onErrorResume(
                                ApiException.class,
                                refusal -> Mono.just(refusal.status().is5xxServerError()));
    }
}

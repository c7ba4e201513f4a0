package com.shemamusic.gateway.security;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.error.ApiException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the two kinds of bearer apart and has each checked. */
@Component
final class Tokens {

    private static final Pattern UNSIGNED = Pattern.compile("\"alg\"\\s*:\\s*\"none\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_A_SERVICE =
            Pattern.compile("\"scope\"\\s*:\\s*\"internal\"|\"iss\"\\s*:\\s*\"(api-gateway|[a-z]+-service)\"");
    private static final Pattern FOR_ADMINS = Pattern.compile("\"aud\"\\s*:\\s*\\[?\\s*\"shema-admin\"");
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final Identities identities;

    Tokens(AccessTokens accessTokens, Sessions sessions, Identities identities) {
        this.accessTokens = accessTokens;
        this.sessions = sessions;
        this.identities = identities;
    }

    /** Whether checking this token needs nobody else, or nobody new. */
    boolean isCheap(String token) {
        return kind(token) != Kind.IDENTITY || identities.isKnown(token);
    }

    /** Who shows this token; fails with an {@link ApiException} of 401 or 403, or 503 when nobody can tell. */
    Mono<Admin> verify(String token, Call call) {
        return switch (kind(token)) {
            case ACCESS -> access(token, call);
            case IDENTITY -> identities.verify(token, call);
            case NONE -> Mono.error(ApiException.unauthorized("AUTH_TOKEN_INVALID"));
        };
    }

    private Mono<Admin> access(String token, Call call) {
        Admin admin;
        try {
            admin = accessTokens.verify(token);
        } catch (ApiException refusal) {
            return Mono.error(refusal);
        }
        String id = admin.actor().id();
        String session = admin.sessionId();
        if (id == null || session == null) {
            return Mono.error(ApiException.unauthorized("AUTH_TOKEN_INVALID"));
        }
        return sessions.stands(session, id, call)
                .flatMap(stands ->
                        stands ? Mono.just(admin) : Mono.error(ApiException.unauthorized("AUTH_TOKEN_INVALID")));
    }

    private enum Kind {
        ACCESS,
        IDENTITY,
        NONE
    }

    // Only sorts; nothing that is read here is believed. Tokens between services have no business outside.
    private Kind kind(String token) {
        if (accessTokens.isKnown(token)) {
            return Kind.ACCESS;
        }
        String claims = Bearer.peek(token, 1);
        String head = Bearer.peek(token, 0);
        if (!claims.startsWith("{")
                || !head.startsWith("{")
                || UNSIGNED.matcher(head).find()) {
            return Kind.NONE;
        }
        if (FOR_ADMINS.matcher(claims).find()) {
            return Kind.ACCESS;
        }
        return OF_A_SERVICE.matcher(claims).find() ? Kind.NONE : Kind.IDENTITY;
    }
}

package com.shemamusic.gateway.route;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.upstream.CallHeaders;
import com.shemamusic.gateway.upstream.TokenCache;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** What a service gets to see of the caller's headers: none that speaks for somebody, and the gateway's own in their place. */
@Component
final class OutgoingHeaders implements HttpHeadersFilter, Ordered {

    // So that the service answers before the gateway gives up.
    private static final Duration MARGIN = Duration.ofMillis(200);
    private static final String SESSION = "X-Session-Id";
    private static final String EXPIRES = "X-Token-Expires-At";
    private final TokenCache tokens;

    OutgoingHeaders(TokenCache tokens) {
        this.tokens = tokens;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    @Override
    public HttpHeaders filter(HttpHeaders asked, ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        String service = Objects.requireNonNull(call.service());
        HttpHeaders sent = new HttpHeaders();
        asked.forEach((name, values) -> {
            if (!isOurs(name)) {
                sent.addAll(name, values);
            }
        });
        Duration left = call.remaining().minus(MARGIN);
        sent.set(HttpHeaders.AUTHORIZATION, tokens.authorization(service, call.actor()));
        sent.set(CallHeaders.SERVICE_NAME, CallHeaders.SELF);
        sent.set(CallHeaders.REQUEST_ID, call.requestId());
        sent.set(CallHeaders.TIMEOUT, Long.toString(Math.max(1, left.toMillis())));
        sent.set("X-Forwarded-For", call.address());
        sent.set(CallHeaders.TRACEPARENT, exchange.getRequiredAttribute(ProxyFilter.TRACEPARENT));
        if (service.equals("auth-service")) {
            session(call, sent);
        }
        return sent;
    }

    /** Sign-out and the list of sessions are about the session behind the bearer, which only auth-service has to know. */
    private static void session(Call call, HttpHeaders sent) {
        if (call.sessionId() != null) {
            sent.set(SESSION, call.sessionId());
        }
        if (call.tokenExpiresAt() != null) {
            sent.set(EXPIRES, Long.toString(call.tokenExpiresAt().getEpochSecond()));
        }
    }

    /** Whether only the gateway may say this; an underscore counts as a dash, because some servers read it so. */
    static boolean isOurs(String name) {
        String header = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (header) {
            case "authorization",
                    "forwarded",
                    "x-real-ip",
                    "x-service-name",
                    "x-request-timeout-ms",
                    "x-request-id",
                    "traceparent",
                    "x-session-id",
                    "x-token-expires-at" -> true;
            case "connection", "expect", "host", "keep-alive", "te", "trailer", "upgrade", "proxy", "cookie" -> true;
            case "x-http-method-override", "x-http-method", "x-method-override", "x-original-url", "x-rewrite-url" ->
                true;
            default ->
                header.startsWith("x-forwarded")
                        || header.equals("x-user")
                        || header.startsWith("x-user-")
                        || header.startsWith("x-actor")
                        || header.startsWith("x-internal")
                        || header.startsWith("proxy-");
        };
    }
}

package com.shemamusic.gateway.edge;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.trace.TraceParent;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.web.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** What the gateway knows about the request it is working on; filters add what they find out. */
public final class Call {

    private static final String KEY = Call.class.getName();
    private final String requestId;
    private final Locale language;
    private final TrustedProxies.Client client;
    private final HttpMethod method;
    private final String path;
    private final Traced work;
    private final boolean upgrade;
    private final long startNanos = System.nanoTime();
    private volatile Actor actor = Actor.ANONYMOUS;
    private volatile @Nullable String sessionId;
    private volatile @Nullable Instant tokenExpiresAt;
    private volatile @Nullable String token;
    private volatile @Nullable ApiException refusal;
    private volatile @Nullable String service;
    private volatile Duration budget = Duration.ofSeconds(5);
    private volatile boolean bodyTooLarge;
    private volatile String limitedAs = "";
    private volatile long limit;
    private volatile long limitLeft;

    Call(String requestId, Locale language, TrustedProxies.Client client, Traced work, ServerWebExchange exchange) {
        this.requestId = requestId;
        this.language = language;
        this.client = client;
        this.method = exchange.getRequest().getMethod();
        this.path = exchange.getRequest().getURI().getRawPath();
        this.work = work;
        // Not any upgrade: some clients offer HTTP/2 with every request.
        this.upgrade =
                "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade());
        exchange.getAttributes().put(KEY, this);
    }

    /** The call of an exchange; the first filter made it. */
    public static Call of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(KEY);
    }

    /** The call of an exchange, or null on the management port, where there is none. */
    public static @Nullable Call find(ServerWebExchange exchange) {
        return exchange.getAttribute(KEY);
    }

    public String requestId() {
        return requestId;
    }

    /** The language of error texts. */
    public Locale language() {
        return language;
    }

    /** Who is counted for limits: the IPv4 address, or the /64 of an IPv6 address. */
    public String countedAs() {
        return client.counted();
    }

    /** Where the caller comes from. */
    public String address() {
        return client.address();
    }

    public HttpMethod method() {
        return method;
    }

    /** The path as it came; plain, because others are refused at the door. */
    public String path() {
        return path;
    }

    /** Whether the caller asked for a socket. */
    boolean isUpgrade() {
        return upgrade;
    }

    /** What the gateway does for the caller, as a part of a trace. */
    Traced work() {
        return work;
    }

    /** The trace this call is part of. */
    public @Nullable String traceparent() {
        return work.traceparent();
    }

    /** Writes a log line that names this call and its trace. */
    public void log(Runnable line) {
        try (MDC.MDCCloseable _ = MDC.putCloseable(RequestContext.MDC_REQUEST_ID, requestId);
                MDC.MDCCloseable _ = MDC.putCloseable(TraceParent.MDC_TRACE_ID, TraceParent.traceId(traceparent()))) {
            line.run();
        }
    }

    public Actor actor() {
        return actor;
    }

    /** The session of the access token; none for visitors and raw identity tokens. */
    public @Nullable String sessionId() {
        return sessionId;
    }

    /** The bearer that was believed; kept to be looked at again while a socket is open. */
    public @Nullable String token() {
        return token;
    }

    /** When the bearer ends. */
    public @Nullable Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }

    public void identify(Actor who, @Nullable String session, Instant expiresAt, String bearer) {
        this.actor = who;
        this.sessionId = session;
        this.tokenExpiresAt = expiresAt;
        this.token = bearer;
    }

    /** Why the bearer was not believed; answered after the rate limit, so that guessing is limited too. */
    public @Nullable ApiException refusal() {
        return refusal;
    }

    public void refuse(ApiException why) {
        this.refusal = why;
    }

    /** The service that will answer; null for what the gateway answers itself. */
    public @Nullable String service() {
        return service;
    }

    public void leadsTo(String name, Duration time) {
        this.service = name;
        this.budget = time;
    }

    /** How long the caller waits in all. */
    public Duration budget() {
        return budget;
    }

    /** What is left of the budget, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, budget.toNanos() - elapsedNanos()));
    }

    public long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** A body without a stated length has grown too large while it was passed on. */
    public boolean bodyTooLarge() {
        return bodyTooLarge;
    }

    public void bodyGrewTooLarge() {
        this.bodyTooLarge = true;
    }

    /** The kind of limit this call was let in by; empty before. */
    public String limitedAs() {
        return limitedAs;
    }

    /** The limit this call counts for, and what is left of it. */
    public void limited(String kind, long most, long left) {
        this.limitedAs = kind;
        this.limit = most;
        this.limitLeft = left;
    }

    public long limit() {
        return limit;
    }

    public long limitLeft() {
        return limitLeft;
    }
}

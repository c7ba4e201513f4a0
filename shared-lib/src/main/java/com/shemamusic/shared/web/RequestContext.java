package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.trace.TraceParent;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What is known about the request this thread works for: its id, who asks, the answer's language, and how long the
 * asker still waits. Work outside a request (jobs, events) has a context of its own with no deadline.
 */
public final class RequestContext {

    /** The name of the request id in the logging context. */
    public static final String MDC_REQUEST_ID = "requestId";

    /** The name of the acting user's id in the logging context. */
    public static final String MDC_ACTOR_ID = "actorId";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final ThreadLocal<@Nullable RequestContext> CURRENT = new ThreadLocal<>();

    private final String requestId;
    private final Locale language;
    private final @Nullable String traceparent;
    private final long deadlineNanos;
    private @Nullable Caller caller;

    private RequestContext(String requestId, Locale language, @Nullable String traceparent, long deadlineNanos) {
        this.requestId = requestId;
        this.language = language;
        this.traceparent = traceparent;
        this.deadlineNanos = deadlineNanos;
    }

    /** A context for a request whose asker waits as long as {@code budget}. */
    public static RequestContext of(
            @Nullable String requestId, Locale language, @Nullable String traceparent, @Nullable Duration budget) {
        long deadline = budget == null ? Long.MAX_VALUE : System.nanoTime() + budget.toNanos();
        return new RequestContext(validOrNew(requestId), language, traceparent, deadline);
    }

    /** The id the caller gave when it is well-formed, else a new one. */
    public static String validOrNew(@Nullable String requestId) {
        return requestId != null && REQUEST_ID.matcher(requestId).matches() ? requestId : newRequestId();
    }

    private static String newRequestId() {
        // It has to be new, not hard to guess: nothing is given to who knows it.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "req_" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** The context of this thread; one without deadline where none was set. */
    public static RequestContext current() {
        RequestContext context = CURRENT.get();
        return context != null ? context : of(MDC.get(MDC_REQUEST_ID), ErrorBodies.DEFAULT_LANGUAGE, null, null);
    }

    /** Runs work under this context and restores what stood before. */
    public <T> T call(Callable<T> work) throws Exception {
        RequestContext before = CURRENT.get();
        String idBefore = MDC.get(MDC_REQUEST_ID);
        String traceBefore = MDC.get(TraceParent.MDC_TRACE_ID);
        CURRENT.set(this);
        MDC.put(MDC_REQUEST_ID, requestId);
        put(TraceParent.MDC_TRACE_ID, TraceParent.traceId(traceparent));
        try {
            return work.call();
        } finally {
            CURRENT.set(before);
            MDC.remove(MDC_ACTOR_ID);
            put(MDC_REQUEST_ID, idBefore);
            put(TraceParent.MDC_TRACE_ID, traceBefore);
        }
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    public void identify(Caller who) {
        this.caller = who;
        if (who.actor().id() != null) {
            MDC.put(MDC_ACTOR_ID, who.actor().id());
        }
    }

    public String requestId() {
        return requestId;
    }

    public Locale language() {
        return language;
    }

    public @Nullable String traceparent() {
        return traceparent;
    }

    public @Nullable Caller caller() {
        return caller;
    }

    /** Who acts; nobody known outside a request. */
    public Actor actor() {
        return caller == null ? Actor.ANONYMOUS : caller.actor();
    }

    /** How long the asker still waits, never negative; {@code null} where nobody waits. */
    public @Nullable Duration remaining() {
        return deadlineNanos == Long.MAX_VALUE
                ? null
                : Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }
}

package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.trace.Traces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The door of every service: sets the request's context, lets in nobody without a service token (health aside), and
 * limits the body. What it refuses has the documented shape.
 */
final class RequestFilter extends OncePerRequestFilter {

    static final String REQUEST_ID = "X-Request-ID";
    static final String TIMEOUT = "X-Request-Timeout-Ms";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String BEARER = "Bearer ";

    private final ServiceTokens tokens;
    private final Traces traces;
    private final ErrorWriter errors;
    private final Runnable onRefusedToken;

    RequestFilter(ServiceTokens tokens, Traces traces, ErrorWriter errors, Runnable onRefusedToken) {
        this.tokens = tokens;
        this.traces = traces;
        this.errors = errors;
        this.onRefusedToken = onRefusedToken;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String asker = request.getHeader("traceparent");
        Traced work = isHealth(request) ? Traces.NONE.serve("", asker) : traces.serve(request.getMethod(), asker);
        RequestContext context = RequestContext.of(
                request.getHeader(REQUEST_ID),
                ErrorBodies.language(request.getHeader("Accept-Language")),
                work.traceparent(),
                budget(request.getHeader(TIMEOUT)));
        response.setHeader(REQUEST_ID, context.requestId());
        try (Traced.Scope _ = work.open()) {
            context.call(() -> {
                pass(request, response, chain, context);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        } finally {
            if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
                work.name(request.getMethod() + " " + route);
            }
            work.status(response.getStatus());
            work.end();
        }
    }

    private void pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, RequestContext context)
            throws ServletException, IOException {
        try {
            if (!isHealth(request)) {
                context.identify(caller(request));
            }
            if (request.getQueryString() != null && request.getQueryString().contains("%00")) {
                throw FieldErrors.of("query", "INVALID");
            }
            chain.doFilter(LimitedBodyRequest.of(request), response);
        } catch (ApiException refusal) {
            errors.write(refusal, context, response);
        }
    }

    private Caller caller(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            throw ApiException.unauthorized("AUTH_REQUIRED");
        }
        if (!header.startsWith(BEARER)) {
            throw ApiException.unauthorized("AUTH_TOKEN_INVALID");
        }
        try {
            return tokens.verify(header.substring(BEARER.length()).trim());
        } catch (ApiException refusal) {
            onRefusedToken.run();
            throw refusal;
        }
    }

    /** What answers without a token: probes have none. */
    static boolean isHealth(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/health") || path.equals("/health/live") || path.equals("/health/ready");
    }

    private static @Nullable Duration budget(@Nullable String milliseconds) {
        if (milliseconds == null) {
            return null;
        }
        try {
            Duration asked = Duration.ofMillis(Long.parseLong(milliseconds));
            return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }
}

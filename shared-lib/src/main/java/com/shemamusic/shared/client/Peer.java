package com.shemamusic.shared.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.shared.trace.Traced;
import com.shemamusic.shared.trace.Traces;
import com.shemamusic.shared.web.RequestContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One service that this one calls. Every call carries a service token, the request id and the time left; an outage,
 * a refusal and an answer are three different outcomes.
 */
public final class Peer {

    private static final Logger CALLS = LoggerFactory.getLogger("service_call");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private final String service;
    private final Upstreams upstreams;
    private final ServiceTokens tokens;
    private final Traces traces;
    private final PeerBodies bodies;
    private final HttpClient http;
    private final PeerGuard guard;

    Peer(String service, String addresses, ServiceTokens tokens, Traces traces, ObjectMapper mapper, HttpClient http) {
        this.service = service;
        this.upstreams = new Upstreams(addresses);
        this.tokens = tokens;
        this.traces = traces;
        this.bodies = new PeerBodies(service, mapper);
        this.http = http;
        ReadinessProbe probe = new ReadinessProbe(service, upstreams, http);
        probe.watch();
        this.guard = new PeerGuard(service, probe);
    }

    /** GET; empty when the peer says 404. Path variables are encoded into the template, {@code null} query values as none. */
    public <T> Optional<T> find(Class<T> answer, String path, @Nullable Object... variables) {
        return find(true, answer, path, variables);
    }

    /** As {@link #find}, but sent once: for a caller that has an older answer and must not keep a request waiting. */
    public <T> Optional<T> findOnce(Class<T> answer, String path, @Nullable Object... variables) {
        return find(false, answer, path, variables);
    }

    /**
     * GET, repeated on failure.
     *
     * @throws PeerRejectedException when the peer says no (4xx)
     * @throws PeerUnavailableException when it gives no answer
     */
    public <T> T get(Class<T> answer, String path, @Nullable Object... variables) {
        return send(true, "GET", null, answer, path, variables);
    }

    /** PUT, repeated on failure; throws as {@link #get}. */
    public <T> T put(Class<T> answer, @Nullable Object body, String path, @Nullable Object... variables) {
        return send(true, "PUT", body, answer, path, variables);
    }

    /** DELETE, repeated on failure; throws as {@link #get}. */
    public void delete(String path, @Nullable Object... variables) {
        send(true, "DELETE", null, JsonNode.class, path, variables);
    }

    /** POST, sent once; throws as {@link #get}. */
    public <T> T post(Class<T> answer, @Nullable Object body, String path, @Nullable Object... variables) {
        return send(false, "POST", body, answer, path, variables);
    }

    /** POST of something the peer does once however often it is asked, so it is repeated on failure. */
    public <T> T postRepeatable(Class<T> answer, @Nullable Object body, String path, @Nullable Object... variables) {
        return send(true, "POST", body, answer, path, variables);
    }

    PeerGuard guard() {
        return guard;
    }

    private <T> Optional<T> find(boolean repeatable, Class<T> answer, String path, @Nullable Object... variables) {
        try {
            return Optional.of(send(repeatable, "GET", null, answer, path, variables));
        } catch (PeerRejectedException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private <T> T send(
            boolean repeatable,
            String method,
            @Nullable Object body,
            Class<T> answer,
            String path,
            @Nullable Object... variables) {
        byte[] json = bodies.write(body);
        return guard.call(repeatable, () -> attempt(method, json, answer, path, variables));
    }

    private <T> T attempt(
            String method, byte @Nullable [] json, Class<T> answer, String path, @Nullable Object... variables) {
        RequestContext context = RequestContext.current();
        Duration left = context.remaining() == null ? DEFAULT_TIMEOUT : context.remaining();
        // What travels with a call is milliseconds.
        if (left.toMillis() == 0) {
            throw PeerUnavailableException.neverAsked(service);
        }
        URI address = upstreams.next();
        Traced call = traces.call(method + " " + path, service, context.traceparent());
        long start = System.nanoTime();
        int status = 0;
        try {
            HttpRequest request = request(context, left, call.traceparent(), address, method, json, path, variables);
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            status = response.statusCode();
            upstreams.answered(address);
            return bodies.read(response, answer);
        } catch (HttpTimeoutException late) {
            upstreams.failed(address);
            throw PeerUnavailableException.timeout(service, late);
        } catch (IOException broken) {
            upstreams.failed(address);
            throw PeerUnavailableException.down(service, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw PeerUnavailableException.down(service, interrupted);
        } finally {
            call.status(status);
            call.end();
            CALLS.atInfo()
                    .addKeyValue("type", "service_call")
                    .addKeyValue("service", service)
                    .addKeyValue("endpoint", method + " " + path)
                    .addKeyValue("duration_ms", (System.nanoTime() - start) / 1_000_000)
                    .addKeyValue("status", status)
                    .addKeyValue("timestamp", Instant.now())
                    .log("service_call");
        }
    }

    private HttpRequest request(
            RequestContext context,
            Duration left,
            @Nullable String traceparent,
            URI address,
            String method,
            byte @Nullable [] json,
            String path,
            @Nullable Object... variables) {
        URI uri = UriComponentsBuilder.fromUriString(address + path)
                .encode()
                .buildAndExpand(variables)
                .toUri();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(left)
                .header("Authorization", "Bearer " + tokens.own(service))
                .header("X-Service-Name", tokens.self())
                .header("X-Request-ID", context.requestId())
                .header("X-Request-Timeout-Ms", Long.toString(left.toMillis()))
                .header("Accept-Language", context.language().getLanguage())
                .header("Accept", "application/json");
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        if (json == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
    }
}

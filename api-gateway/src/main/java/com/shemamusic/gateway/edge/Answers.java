package com.shemamusic.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.web.RequestContext;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers what went wrong in the one documented shape and the caller's language. */
@Component
public final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private final ObjectMapper mapper;
    private final ErrorBodies bodies;

    Answers(ObjectMapper mapper, ErrorBodies bodies) {
        this.mapper = mapper;
        this.bodies = bodies;
    }

    /** Answers a failure; one that comes after the answer has begun can only end the connection. */
    public Mono<Void> fail(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        Call call = Call.find(exchange);
        String requestId = call == null ? RequestContext.validOrNew(null) : call.requestId();
        Locale language = call == null ? ErrorBodies.DEFAULT_LANGUAGE : call.language();
        ApiException refusal = refusal(failure, requestId);
        byte[] body;
        try {
            body = mapper.writeValueAsBytes(bodies.of(refusal, language, requestId));
        } catch (JsonProcessingException impossible) {
            return Mono.error(impossible);
        }
        response.setStatusCode(refusal.status());
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.remove(HttpHeaders.ETAG);
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        headers.set("X-Request-ID", requestId);
        refusal.headers().forEach(headers::set);
        return exchange.getRequest().getMethod() == HttpMethod.HEAD
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static ApiException refusal(Throwable failure, String requestId) {
        if (failure instanceof ApiException known) {
            return known;
        }
        if (failure instanceof MethodNotAllowedException method) {
            return new ApiException(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED")
                    .header(
                            HttpHeaders.ALLOW,
                            method.getSupportedMethods().stream()
                                    .map(HttpMethod::name)
                                    .collect(Collectors.joining(", ")));
        }
        if (failure instanceof ResponseStatusException status) {
            return switch (status.getStatusCode().value()) {
                case 404 -> ApiException.notFound("ROUTE_NOT_FOUND");
                case 406 -> new ApiException(HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
                case 415 -> new ApiException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE");
                case 400 -> new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_REQUEST");
                default -> unexpected(failure, requestId);
            };
        }
        return unexpected(failure, requestId);
    }

    private static ApiException unexpected(Throwable failure, String requestId) {
        MDC.put(RequestContext.MDC_REQUEST_ID, requestId);
        LOG.error("a request failed", failure);
        MDC.remove(RequestContext.MDC_REQUEST_ID);
        return new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR");
    }
}

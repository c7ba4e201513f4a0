package com.shemamusic.shared.error;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refusal with a stable code. The text a person reads is looked up by the code in the message bundles
 * {@code errors} of the service and {@code shared-errors}, so that no exception message ever leaves a service.
 */
public class ApiException extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final Map<String, @Nullable Object> details = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public ApiException(HttpStatus status, String code) {
        this(status, code, null);
    }

    public ApiException(HttpStatus status, String code, @Nullable Throwable cause) {
        super(code, cause);
        this.status = status;
        this.code = code;
    }

    /** 404 with the code of the missing thing, such as {@code COURSE_NOT_FOUND}. */
    public static ApiException notFound(String code) {
        return new ApiException(HttpStatus.NOT_FOUND, code);
    }

    /** 409: the request is well-formed but the present state forbids it. */
    public static ApiException conflict(String code) {
        return new ApiException(HttpStatus.CONFLICT, code);
    }

    /** 403: who is asking is known and may not. */
    public static ApiException forbidden(String code) {
        return new ApiException(HttpStatus.FORBIDDEN, code);
    }

    /** 401: who is asking is not known, or the token is not believed. */
    public static ApiException unauthorized(String code) {
        return new ApiException(HttpStatus.UNAUTHORIZED, code);
    }

    /** 503 naming the service that did not answer, so that a caller can tell an outage from a refusal. */
    public static ApiException unavailable(String service) {
        return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE").with("service", service);
    }

    /** Adds one entry to {@code details} of the answer. */
    public ApiException with(String key, @Nullable Object value) {
        details.put(key, value);
        return this;
    }

    /** Adds one response header, such as {@code Retry-After}. */
    public ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, @Nullable Object> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** A refusal is an answer, not an accident: it carries no stack trace, which races for a last seat would pay for. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

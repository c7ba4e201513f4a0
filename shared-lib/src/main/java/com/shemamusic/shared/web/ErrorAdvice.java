package com.shemamusic.shared.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.error.ErrorBody;
import com.shemamusic.shared.error.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever ends a request into the documented error; an unknown exception is logged and never shown. */
@RestControllerAdvice
final class ErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);
    private final ErrorBodies bodies;

    ErrorAdvice(ErrorBodies bodies) {
        this.bodies = bodies;
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> refused(ApiException refusal) {
        RequestContext context = RequestContext.current();
        HttpHeaders headers = new HttpHeaders();
        refusal.headers().forEach(headers::set);
        return ResponseEntity.status(refusal.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(bodies.of(refusal, context.language(), context.requestId()));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refusal) {
                return refused(refusal);
            }
        }
        return refused(new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_JSON"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> mistyped(MethodArgumentTypeMismatchException mistyped) {
        return refused(FieldErrors.of(SnakeCaseStrategy.INSTANCE.translate(mistyped.getName()), "INVALID"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> missing(ServletRequestBindingException missing) {
        String name = missing instanceof MissingServletRequestParameterException parameter
                ? parameter.getParameterName()
                : "request";
        return refused(FieldErrors.of(name, "REQUIRED"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> wrongMethod(HttpRequestMethodNotSupportedException wrong) {
        ApiException refusal = new ApiException(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED");
        String[] supported = wrong.getSupportedMethods();
        return refused(supported == null ? refusal : refusal.header(HttpHeaders.ALLOW, String.join(", ", supported)));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> wrongType(HttpMediaTypeNotSupportedException wrong) {
        return refused(new ApiException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> notAcceptable(HttpMediaTypeNotAcceptableException wrong) {
        return refused(new ApiException(HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE"));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ErrorBody> unknownPath() {
        return refused(ApiException.notFound("ROUTE_NOT_FOUND"));
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ErrorBody> gone(AsyncRequestNotUsableException gone) {
        LOG.debug("The caller went away", gone);
        return null;
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unexpected(Exception unexpected) {
        LOG.error("Unexpected failure", unexpected);
        return refused(new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR"));
    }
}

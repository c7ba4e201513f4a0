package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.error.ErrorBody;
import com.shemamusic.shared.security.PublicAccess;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last resort: what the container itself refuses still answers in the documented shape. */
@RestController
@PublicAccess
final class FallbackErrorController implements ErrorController {

    private final ErrorBodies bodies;

    FallbackErrorController(ErrorBodies bodies) {
        this.bodies = bodies;
    }

    @RequestMapping("/error")
    ResponseEntity<ErrorBody> error(HttpServletRequest request) {
        Object attribute = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = attribute instanceof Integer code ? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
        if (status == null) {
            status = HttpStatus.INTERNAL_SERVER_ERROR;
        }
        RequestContext context = RequestContext.current();
        ApiException refusal = new ApiException(status, code(status));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(bodies.of(refusal, context.language(), context.requestId()));
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "ROUTE_NOT_FOUND";
            case METHOD_NOT_ALLOWED -> "METHOD_NOT_ALLOWED";
            case PAYLOAD_TOO_LARGE -> "BODY_TOO_LARGE";
            default -> status.is4xxClientError() ? "MALFORMED_REQUEST" : "INTERNAL_ERROR";
        };
    }
}

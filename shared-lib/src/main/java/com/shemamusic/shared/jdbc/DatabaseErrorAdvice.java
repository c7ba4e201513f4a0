package com.shemamusic.shared.jdbc;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.error.ErrorBody;
import com.shemamusic.shared.web.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that is down, too slow or torn by a race is 503 {@code DB_UNAVAILABLE}: it can be tried again. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseErrorAdvice.class);
    private final ErrorBodies bodies;

    DatabaseErrorAdvice(ErrorBodies bodies) {
        this.bodies = bodies;
    }

    @ExceptionHandler({
        NonTransientDataAccessResourceException.class,
        TransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        QueryTimeoutException.class,
        ConcurrencyFailureException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ResponseEntity<ErrorBody> unavailable(Exception cause) {
        LOG.warn("The database did not answer: {}", cause.toString());
        RequestContext context = RequestContext.current();
        ApiException refusal = new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "DB_UNAVAILABLE");
        return ResponseEntity.status(refusal.status())
                .header("Retry-After", "2")
                .contentType(MediaType.APPLICATION_JSON)
                .body(bodies.of(refusal, context.language(), context.requestId()));
    }
}

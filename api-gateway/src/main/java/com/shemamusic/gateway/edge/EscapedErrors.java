package com.shemamusic.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Catches what the first filter did not, ahead of the framework's own error page. */
@Component
@Order(-2)
final class EscapedErrors implements WebExceptionHandler {

    private final Answers answers;

    EscapedErrors(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return answers.fail(exchange, failure);
    }
}

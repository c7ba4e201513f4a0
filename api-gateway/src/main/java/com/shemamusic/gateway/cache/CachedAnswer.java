package com.shemamusic.gateway.cache;

import com.shemamusic.shared.web.Generation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * An answer with what a caller gets to see of its headers.
 *
 * @param generation how long it holds
 * @param headers none that belong to one request
 */
record CachedAnswer(Generation generation, HttpHeaders headers, byte[] body) {

    private static final String[] KEPT = {HttpHeaders.CONTENT_TYPE, HttpHeaders.CACHE_CONTROL, HttpHeaders.ETAG};

    static CachedAnswer of(Generation generation, HttpHeaders all, byte[] body) {
        HttpHeaders kept = new HttpHeaders();
        for (String name : KEPT) {
            String value = all.getFirst(name);
            if (value != null) {
                kept.set(name, value);
            }
        }
        return new CachedAnswer(generation, kept, body);
    }

    /** Whether that is what Redis holds now. */
    boolean holds(String now) {
        return generation.value().equals(now);
    }

    /** Gives it to a caller: 304 to one who has it already. */
    Mono<Void> send(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().putAll(headers);
        @Nullable String tag = headers.getETag();
        if (tag != null && exchange.checkNotModified(tag)) {
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}

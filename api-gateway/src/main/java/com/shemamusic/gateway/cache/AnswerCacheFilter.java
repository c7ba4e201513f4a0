package com.shemamusic.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.edge.CallerThread;
import com.shemamusic.gateway.redis.RedisPresence;
import com.shemamusic.shared.web.Generation;
import java.net.URI;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives visitors an answer of the last second again, if the service said which generation it belongs to and Redis still
 * has that one. Not longer than a second, so that a service that is away is seen to be away, and so that a change whose
 * maker could not reach Redis is seen too.
 */
@Component
final class AnswerCacheFilter implements WebFilter, Ordered {

    /** An answer and how often Redis had been lost before it was made: one that came back may have older generations. */
    private record Kept(CachedAnswer answer, long losses) {}

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final long BYTES = 16L * 1024 * 1024;
    private final Cache<String, Kept> answers = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(BYTES)
            .weigher((String asked, Kept kept) -> asked.length() + kept.answer().body().length)
            .build();
    private final Generations generations;
    private final RedisPresence redis;

    AnswerCacheFilter(Generations generations, RedisPresence redis) {
        this.generations = generations;
        this.redis = redis;
    }

    // After the limits: what is answered from here counts like everything else.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 700;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (Call.of(exchange).service() == null) {
            return chain.filter(exchange);
        }
        exchange.getResponse().beforeCommit(() -> {
            exchange.getResponse().getHeaders().remove(Generation.HEADER);
            return Mono.empty();
        });
        if (!isPlainRead(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        String asked = asked(exchange.getRequest().getURI());
        Kept kept = answers.getIfPresent(asked);
        if (kept == null || kept.losses() != redis.losses() || redis.isAway()) {
            return passOn(exchange, chain, asked);
        }
        CachedAnswer answer = kept.answer();
        return generations
                .current(answer.generation().key())
                .publishOn(CallerThread.of(exchange))
                .flatMap(now -> answer.holds(now) ? answer.send(exchange) : passOn(exchange, chain, asked));
    }

    private Mono<Void> passOn(ServerWebExchange exchange, WebFilterChain chain, String asked) {
        long losses = redis.losses();
        return chain.filter(exchange.mutate()
                .response(new CopyingResponse(
                        exchange.getResponse(), answer -> answers.put(asked, new Kept(answer, losses))))
                .build());
    }

    // Who shows a token may be answered differently, and so may who wants something else than JSON.
    private static boolean isPlainRead(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return HttpMethod.GET.equals(request.getMethod())
                && !headers.containsKey(HttpHeaders.AUTHORIZATION)
                && !headers.containsKey(HttpHeaders.RANGE)
                && acceptsJson(headers.getFirst(HttpHeaders.ACCEPT));
    }

    private static boolean acceptsJson(String accepted) {
        return accepted == null || accepted.equals("*/*") || accepted.equals("application/json");
    }

    private static String asked(URI uri) {
        String query = uri.getRawQuery();
        return query == null ? uri.getRawPath() : uri.getRawPath() + '?' + query;
    }
}

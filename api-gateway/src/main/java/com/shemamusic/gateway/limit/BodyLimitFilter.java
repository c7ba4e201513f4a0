package com.shemamusic.gateway.limit;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.shared.error.ApiException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies over 256 KiB (the import of courses: 5 MiB), by their stated length or while they are passed on. */
@Component
final class BodyLimitFilter implements WebFilter, Ordered {

    private static final long USUAL = 256 * 1024L;
    private static final long IMPORT = 5 * 1024 * 1024L;
    private static final String IMPORT_PATH = "/api/courses/import";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 500;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        long stated = headers.getContentLength();
        if (stated <= 0 && !headers.containsKey(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        Call call = Call.of(exchange);
        long most = call.path().equals(IMPORT_PATH) && isCsv(headers) ? IMPORT : USUAL;
        if (stated > most) {
            return Mono.error(tooLarge());
        }
        if (stated >= 0) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
                .request(counted(exchange.getRequest(), call, most))
                .build());
    }

    private static ServerHttpRequest counted(ServerHttpRequest request, Call call, long most) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong seen = new AtomicLong();
                return super.getBody().handle((part, sink) -> {
                    if (seen.addAndGet(part.readableByteCount()) > most) {
                        DataBufferUtils.release(part);
                        call.bodyGrewTooLarge();
                        sink.error(tooLarge());
                    } else {
                        sink.next(part);
                    }
                });
            }
        };
    }

    private static boolean isCsv(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "text/csv", 0, "text/csv".length());
    }

    private static ApiException tooLarge() {
        return new ApiException(HttpStatus.PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE");
    }
}

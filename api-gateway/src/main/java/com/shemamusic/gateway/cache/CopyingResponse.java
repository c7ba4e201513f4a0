package com.shemamusic.gateway.cache;

import com.shemamusic.shared.web.Generation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Passes an answer on, and a copy to whoever keeps it if the service said how long it holds. */
final class CopyingResponse extends ServerHttpResponseDecorator {

    private static final int LARGEST = 256 * 1024;
    private final Consumer<CachedAnswer> keeper;

    CopyingResponse(ServerHttpResponse response, Consumer<CachedAnswer> keeper) {
        super(response);
        this.keeper = keeper;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        HttpHeaders headers = getHeaders();
        @Nullable Generation generation = Generation.parse(headers.getFirst(Generation.HEADER));
        long length = headers.getContentLength();
        boolean whole = HttpStatus.OK.equals(getStatusCode()) && length > 0 && length <= LARGEST;
        if (generation == null || !whole) {
            return super.writeWith(body);
        }
        CachedAnswer answer = CachedAnswer.of(generation, headers, new byte[(int) length]);
        return super.writeWith(Flux.from(body).doOnNext(new Copy(answer)::take));
    }

    private final class Copy {
        private final CachedAnswer answer;
        private int filled;

        Copy(CachedAnswer answer) {
            this.answer = answer;
        }

        void take(DataBuffer part) {
            int some = part.readableByteCount();
            if (filled + some > answer.body().length) {
                return;
            }
            int position = part.readPosition();
            part.read(answer.body(), filled, some);
            part.readPosition(position);
            filled += some;
            if (filled == answer.body().length) {
                keeper.accept(answer);
            }
        }
    }
}

package com.shemamusic.enrollment.idempotency;

import com.shemamusic.enrollment.StoredJson;
import com.shemamusic.shared.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Remembers the answer of a request for 24 hours. The record stands in PostgreSQL, in the transaction of what the request did;
 * Redis only makes repeats cheaper.
 */
@Service
public class Idempotency {

    private final IdempotencyRepository records;
    private final AnswerCache cache;
    private final StoredJson json;

    Idempotency(IdempotencyRepository records, AnswerCache cache, StoredJson json) {
        this.records = records;
        this.cache = cache;
        this.json = json;
    }

    /** The request under its key; {@code content} is what a repeat must say again, so no captcha token. */
    public KeyedRequest request(String scope, IdempotencyKey key, Object content) {
        return new KeyedRequest(scope, key.value(), sha256(json.write(content)));
    }

    /**
     * The answer this request got before.
     *
     * @throws ApiException 422 {@code IDEMPOTENCY_KEY_REUSED} when the key came with another body
     */
    public <T> Optional<T> replay(KeyedRequest request, Class<T> type) {
        Optional<StoredAnswer> cached = cache.find(request);
        Optional<StoredAnswer> stored = cached.isPresent() ? cached : records.find(request);
        return stored.map(answer -> json.read(same(answer, request), type));
    }

    /**
     * Does the work and remembers its answer, in the current transaction. When this returns empty, another request
     * under the key has finished in the meantime: {@link #replay} knows its answer.
     *
     * @throws ApiException 409 {@code IDEMPOTENCY_IN_PROGRESS} while another request under the key is at work
     */
    public <T> Optional<T> first(KeyedRequest request, Supplier<T> work) {
        if (!records.tryLock(request)) {
            throw inProgress();
        }
        if (records.find(request).isPresent()) {
            return Optional.empty();
        }
        T answer = work.get();
        if (!records.insert(request, json.write(answer))) {
            throw inProgress();
        }
        return Optional.of(answer);
    }

    /** Lets later repeats be answered without the database; called after the commit. */
    public void remember(KeyedRequest request, Object answer) {
        cache.put(request, new StoredAnswer(request.hash(), json.write(answer)));
    }

    /** The refusal of a request whose first try is still at work. */
    public static ApiException inProgress() {
        return ApiException.conflict("IDEMPOTENCY_IN_PROGRESS").header("Retry-After", "1");
    }

    private static String same(StoredAnswer answer, KeyedRequest request) {
        if (!MessageDigest.isEqual(answer.hash(), request.hash())) {
            throw new ApiException(HttpStatus.UNPROCESSABLE_ENTITY, "IDEMPOTENCY_KEY_REUSED");
        }
        return answer.json();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

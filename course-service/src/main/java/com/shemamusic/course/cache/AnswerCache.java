package com.shemamusic.course.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.web.EntityTags;
import com.shemamusic.shared.web.Generation;
import com.shemamusic.shared.web.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Public answers kept in Redis. Every entry carries the generation of its region in which its making began; a change
 * gives the region a new generation before it is acknowledged, so an older entry is never served afterwards, not even one
 * written late. While Redis cannot be told, nothing is served from it.
 */
@Component
public class AnswerCache {

    private final CacheStore store;
    private final ObjectMapper mapper;

    AnswerCache(CacheStore store, ObjectMapper mapper) {
        this.store = store;
        this.mapper = mapper;
    }

    /** The answer of that name, made when it is not there, with an entity tag; 304 to who has it already. */
    public <T> ResponseEntity<byte[]> answer(Region region, String name, Supplier<T> maker) {
        return answer(region, name, maker, made -> region.lifetime());
    }

    /** As above for answers whose content says how long it may be kept. */
    public <T> ResponseEntity<byte[]> answer(
            Region region, String name, Supplier<T> maker, Function<T, Duration> lifetime) {
        requireAccepted();
        String key = region.key(name);
        CacheStore.Found found = store.find(region, key);
        if (found.entry() != null) {
            return respond(region, found, found.entry());
        }
        T made = maker.get();
        String entry = (made instanceof Versioned versioned ? versioned.version() + "." : "") + '\n' + json(made);
        if (found.generation() != null) {
            Duration kept = lifetime.apply(made);
            store.put(region, key, found.generation(), entry, kept);
        }
        return respond(region, found, entry);
    }

    /** Makes sure that no answer of these regions made before now is served again, once the current transaction commits. */
    public void dropAfterCommit(Region first, Region... more) {
        EnumSet<Region> regions = EnumSet.of(first, more);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            regions.forEach(store::renew);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                regions.forEach(store::renew);
            }
        });
    }

    private static ResponseEntity<byte[]> respond(Region region, CacheStore.Found found, String entry) {
        int line = entry.indexOf('\n');
        byte[] body = entry.substring(line + 1).getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        String tag = "\"" + entry.substring(0, line) + HexFormat.of().toHexDigits((int) checksum.getValue()) + "\"";
        // Kept by browsers, but asked for again each time: a change must be seen at once.
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        isKnown(tag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePublic());
        if (found.generation() != null) {
            answer.header(Generation.HEADER, new Generation(region.generationKey(), found.generation()).toString());
        }
        return isKnown(tag)
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(body);
    }

    // Bytes would be sent whatever the caller accepts.
    private static void requireAccepted() {
        String accepted = String.join(",", header("Accept"));
        try {
            if (!accepted.isEmpty()
                    && MediaType.parseMediaTypes(accepted).stream()
                            .noneMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
                throw new ApiException(HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
            }
        } catch (InvalidMediaTypeException malformed) {
            throw new ApiException(HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
        }
    }

    private static List<String> header(String name) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Collections.list(attributes.getRequest().getHeaders(name))
                : List.of();
    }

    private static boolean isKnown(String tag) {
        return EntityTags.name(tag, header("If-None-Match"));
    }

    private String json(@Nullable Object made) {
        try {
            return mapper.writeValueAsString(made);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}

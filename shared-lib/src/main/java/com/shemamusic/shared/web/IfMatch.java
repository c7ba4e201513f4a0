package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The versions a caller believes to change, from {@code If-Match: "<version>.<hash>"}; none means last writer wins.
 *
 * @param versions one of them has to be the stored one; empty when the caller names none
 */
public record IfMatch(List<String> versions) {

    /** Says nothing about the version. */
    public static final IfMatch ANY = new IfMatch(List.of());

    static IfMatch of(@Nullable String header) {
        if (header == null || EntityTags.in(header).anyMatch("*"::equals)) {
            return ANY;
        }
        return new IfMatch(EntityTags.in(header).map(IfMatch::version).toList());
    }

    private static String version(String tag) {
        String text = tag.replace("\"", "");
        int dot = text.indexOf('.');
        return dot < 0 ? text : text.substring(0, dot);
    }

    /**
     * Ends the request when the stored version is another.
     *
     * @throws ApiException 412 {@code VERSION_CONFLICT}
     */
    public void check(long current) {
        if (!versions.isEmpty() && !versions.contains(Long.toString(current))) {
            throw new ApiException(HttpStatus.PRECONDITION_FAILED, "VERSION_CONFLICT").with("version", current);
        }
    }
}

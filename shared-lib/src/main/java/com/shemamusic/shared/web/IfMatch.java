package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The version a caller believes to change, from {@code If-Match: "<version>.<hash>"}; none means last writer wins. */
public record IfMatch(@Nullable String version) {

    static IfMatch of(@Nullable String header) {
        if (header == null || header.isBlank() || header.trim().equals("*")) {
            return new IfMatch(null);
        }
        String tag = header.trim().replaceFirst("^W/", "").replace("\"", "");
        int dot = tag.indexOf('.');
        return new IfMatch(dot < 0 ? tag : tag.substring(0, dot));
    }

    /**
     * Ends the request when the stored version is another.
     *
     * @throws ApiException 412 {@code VERSION_CONFLICT}
     */
    public void check(long current) {
        if (version != null && !version.equals(Long.toString(current))) {
            throw new ApiException(HttpStatus.PRECONDITION_FAILED, "VERSION_CONFLICT").with("version", current);
        }
    }
}

package com.shemamusic.shared.error;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one shape of every error answer. */
public record ErrorBody(
        String error,
        String code,
        Map<String, ? extends @Nullable Object> details,
        @JsonProperty("request_id") String requestId) {}

package com.shemamusic.shared.client;

import com.fasterxml.jackson.databind.JsonNode;

/** A called service said no (4xx) with a code of its own; the wrapper around the call decides what that means here. */
public final class PeerRejectedException extends RuntimeException {

    private final int status;
    private final String code;
    private final transient JsonNode details;

    PeerRejectedException(String service, int status, String code, JsonNode details) {
        super(service + " answered " + status + " " + code);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The {@code details} of the answer; a missing node where there were none. */
    public JsonNode details() {
        return details;
    }
}

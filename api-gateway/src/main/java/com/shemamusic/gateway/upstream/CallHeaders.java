package com.shemamusic.gateway.upstream;

/** The headers of calls between services. */
public final class CallHeaders {

    /** Who calls, for logs; the token decides. */
    public static final String SERVICE_NAME = "X-Service-Name";

    public static final String SELF = "api-gateway";
    public static final String REQUEST_ID = "X-Request-ID";

    /** Milliseconds the caller still waits. */
    public static final String TIMEOUT = "X-Request-Timeout-Ms";

    public static final String TRACEPARENT = "traceparent";

    private CallHeaders() {}
}

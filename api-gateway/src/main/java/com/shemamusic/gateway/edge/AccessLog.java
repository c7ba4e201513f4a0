package com.shemamusic.gateway.edge;

import com.shemamusic.shared.web.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** One line per request; neither query nor address nor header, because those may be personal or secret. */
final class AccessLog {

    /** What a caller who went away before the answer is logged as. */
    private static final int GONE = 499;

    private static final Logger LOG = LoggerFactory.getLogger("access");

    void write(Call call, ServerHttpResponse response, boolean cancelled) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        HttpStatusCode status = response.getStatusCode();
        MDC.put(RequestContext.MDC_REQUEST_ID, call.requestId());
        if (call.actor().id() != null) {
            MDC.put(RequestContext.MDC_ACTOR_ID, call.actor().id());
        }
        try {
            LOG.atInfo()
                    .addKeyValue("type", "access")
                    .addKeyValue("method", call.method().name())
                    .addKeyValue("path", Paths.loggable(call.path()))
                    .addKeyValue(
                            "status",
                            cancelled && !response.isCommitted() ? GONE : status == null ? 200 : status.value())
                    .addKeyValue("duration_ms", call.elapsedNanos() / 1_000_000)
                    .addKeyValue("service", call.service())
                    .log("access");
        } finally {
            MDC.remove(RequestContext.MDC_REQUEST_ID);
            MDC.remove(RequestContext.MDC_ACTOR_ID);
        }
    }
}

package com.shemamusic.gateway.edge;

import com.shemamusic.shared.web.RequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** One line per request; neither query nor address nor header, because those may be personal or secret. */
final class AccessLog {

    /** What a caller who went away before the answer is logged as. */
    private static final int GONE = 499;

    private static final int OK = 200;
    private static final int UPGRADED = 101;
    private static final Logger LOG = LoggerFactory.getLogger("access");

    void write(Call call, ServerHttpResponse response, boolean cancelled) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        HttpStatusCode status = response.getStatusCode();
        boolean upgraded = call.isUpgrade() && (status == null || status.value() == OK);
        MDC.put(RequestContext.MDC_REQUEST_ID, call.requestId());
        if (call.actor().id() != null) {
            MDC.put(RequestContext.MDC_ACTOR_ID, call.actor().id());
        }
        try {
            LOG.atInfo()
                    .addKeyValue("type", "access")
                    .addKeyValue("method", call.method().name())
                    .addKeyValue("path", Paths.loggable(call.path()))
                    .addKeyValue("status", upgraded ? UPGRADED : status(response, status, cancelled))
                    .addKeyValue("duration_ms", call.elapsedNanos() / 1_000_000)
                    .addKeyValue("service", call.service())
                    .log("access");
        } finally {
            MDC.remove(RequestContext.MDC_REQUEST_ID);
            MDC.remove(RequestContext.MDC_ACTOR_ID);
        }
    }

    private static int status(ServerHttpResponse response, @Nullable HttpStatusCode status, boolean cancelled) {
        if (cancelled && !response.isCommitted()) {
            return GONE;
        }
        return status == null ? OK : status.value();
    }
}

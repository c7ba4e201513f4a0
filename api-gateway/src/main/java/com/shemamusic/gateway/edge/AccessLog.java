package com.shemamusic.gateway.edge;

import com.shemamusic.shared.web.RequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** One line per request, and the end of its span; neither query nor address nor header, because those may be personal or secret. */
final class AccessLog {

    /** What a caller who went away before the answer is logged as. */
    private static final int GONE = 499;

    private static final int OK = 200;
    private static final int UPGRADED = 101;
    private static final Logger LOG = LoggerFactory.getLogger("access");

    void write(Call call, ServerHttpResponse response, boolean cancelled) {
        HttpStatusCode known = response.getStatusCode();
        boolean upgraded = call.isUpgrade() && (known == null || known.value() == OK);
        int status = upgraded ? UPGRADED : status(response, known, cancelled);
        end(call, status);
        if (LOG.isInfoEnabled()) {
            call.log(() -> line(call, status));
        }
    }

    private static void end(Call call, int status) {
        call.work().status(status);
        call.work().name(call.method() + " " + Paths.loggable(call.path()));
        call.work().end();
    }

    private static void line(Call call, int status) {
        try (MDC.MDCCloseable _ =
                MDC.putCloseable(RequestContext.MDC_ACTOR_ID, call.actor().id())) {
            LOG.atInfo()
                    .addKeyValue("type", "access")
                    .addKeyValue("method", call.method().name())
                    .addKeyValue("path", Paths.loggable(call.path()))
                    .addKeyValue("status", status)
                    .addKeyValue("duration_ms", call.elapsedNanos() / 1_000_000)
                    .addKeyValue("service", call.service())
                    .log("access");
        }
    }

    private static int status(ServerHttpResponse response, @Nullable HttpStatusCode status, boolean cancelled) {
        if (cancelled && !response.isCommitted()) {
            return GONE;
        }
        return status == null ? OK : status.value();
    }
}

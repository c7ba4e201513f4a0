package com.shemamusic.gateway.upstream;

import com.shemamusic.gateway.edge.Call;
import com.shemamusic.gateway.edge.Paths;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;

/** One {@code service_call} line per call of a service; status 0 stands for no answer. */
public final class CallLog {

    private static final Logger LOG = LoggerFactory.getLogger("service_call");

    public void write(Call call, String service, HttpMethod method, String path, long startNanos, int status) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        int query = path.indexOf('?');
        String shown = Paths.loggable(query < 0 ? path : path.substring(0, query));
        call.log(() -> LOG.atInfo()
                .addKeyValue("type", "service_call")
                .addKeyValue("service", service)
                .addKeyValue("endpoint", method + " " + shown)
                .addKeyValue("duration_ms", (System.nanoTime() - startNanos) / 1_000_000)
                .addKeyValue("status", status)
                .addKeyValue("timestamp", Instant.now())
                .log("service_call"));
    }
}

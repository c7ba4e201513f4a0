package com.shemamusic.attendance.client.user;

import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventJson;
import com.shemamusic.shared.live.LiveEvents;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Hears in every replica that a person was erased, while the stream tells one of them. Whoever misses it shows the name for
 * a minute more, or for some hours while user-service is down.
 */
@Component
class ErasureWatch implements DisposableBean {

    private record Told(UUID userId) {}

    private final AutoCloseable subscription;

    ErasureWatch(LiveEvents live, StudentNames names) {
        this.subscription = live.subscribe(
                "user.erased",
                (channel, json) -> names.forget(EventJson.read(json, EventEnvelope.class)
                        .data(Told.class)
                        .userId()));
    }

    @Override
    public void destroy() throws Exception {
        subscription.close();
    }
}

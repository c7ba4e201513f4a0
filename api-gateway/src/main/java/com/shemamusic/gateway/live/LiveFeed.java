package com.shemamusic.gateway.live;

import com.shemamusic.shared.live.LiveEvents;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Every event of the suite as it is announced, listened to once and handed to every admin who looks. */
@Component
final class LiveFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final List<String> PATTERNS =
            List.of("enrollment.*", "booking.*", "user.*", "course.*", "schedule.*", "attendance.*", "chat.*");
    private final LiveEvents events;
    private final Sinks.Many<String> frames = Sinks.many().multicast().directBestEffort();
    private final List<AutoCloseable> subscriptions = new ArrayList<>();
    private volatile boolean running;

    LiveFeed(LiveEvents events) {
        this.events = events;
    }

    /** Frames from now on. */
    Flux<String> frames() {
        return frames.asFlux();
    }

    @Override
    public void start() {
        PATTERNS.forEach(pattern -> subscriptions.add(events.subscribe(pattern, this::tell)));
        running = true;
    }

    // Each pattern speaks on a thread of its own, a sink hears one at a time. The event is JSON already and stays as it
    // is.
    private synchronized void tell(String channel, String event) {
        frames.tryEmitNext("{\"type\":\"event\",\"channel\":\"" + channel + "\",\"event\":" + event + "}");
    }

    @Override
    public void stop() {
        running = false;
        for (AutoCloseable subscription : subscriptions) {
            try {
                subscription.close();
            } catch (Exception e) {
                LOG.warn("a subscription did not close", e);
            }
        }
        subscriptions.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package com.shemamusic.shared.lifecycle;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * The first step of a shutdown after readiness went off: nothing stops yet, so that whoever sends requests here has seen it
 * and asks another replica by the time connections are refused.
 */
public final class ShutdownPause {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownPause.class);
    private final ApplicationContext application;
    private final Duration pause;
    private volatile boolean served;

    public ShutdownPause(ApplicationContext application, Duration pause) {
        this.application = application;
        this.pause = pause;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        served = true;
    }

    // A start that failed has nobody to wait for; the management port's own context closes as well.
    @EventListener
    void closing(ContextClosedEvent event) {
        if (!served || event.getApplicationContext() != application || pause.isZero()) {
            return;
        }
        LOG.info("not ready any more; stopping in {} ms", pause.toMillis());
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

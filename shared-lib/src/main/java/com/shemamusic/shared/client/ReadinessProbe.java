package com.shemamusic.shared.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the addresses of a service whether they are ready: while its breaker is open, so that it closes early, and every
 * second where there are several, so that one that is about to stop is left out before it does.
 */
record ReadinessProbe(String service, Upstreams upstreams, HttpClient http) implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessProbe.class);
    private static final int READY = 200;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Override
    public boolean getAsBoolean() {
        return upstreams.all().stream().anyMatch(this::isReady);
    }

    /** Looks at each address every second for as long as the process lives, whenever there are several. */
    void watch() {
        Thread.ofVirtual().name("ready-" + service).start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (upstreams.isChoice()) {
                    upstreams.all().forEach(address -> upstreams.ready(address, isReady(address)));
                }
                LockSupport.parkNanos(SECOND.toNanos());
            }
        });
    }

    private boolean isReady(URI address) {
        try {
            HttpRequest probe = HttpRequest.newBuilder(URI.create(address + "/health/ready"))
                    .timeout(SECOND)
                    .build();
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException down) {
            LOG.debug("{} at {} is down", service, address);
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

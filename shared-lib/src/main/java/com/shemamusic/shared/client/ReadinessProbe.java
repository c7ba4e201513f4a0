package com.shemamusic.shared.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether any address of a service says it is ready: asked while its breaker is open, so that it closes early. */
record ReadinessProbe(String service, Upstreams upstreams, HttpClient http) implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessProbe.class);
    private static final int READY = 200;

    @Override
    public boolean getAsBoolean() {
        for (URI address : upstreams.all()) {
            try {
                HttpRequest probe = HttpRequest.newBuilder(URI.create(address + "/health/ready"))
                        .timeout(Duration.ofSeconds(1))
                        .build();
                if (http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == READY) {
                    return true;
                }
            } catch (IOException stillDown) {
                LOG.debug("{} at {} is still down", service, address);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}

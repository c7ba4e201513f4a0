package com.shemamusic.shared.client;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of one service: taken in turn; one that does not answer is left out for a while and tried again. */
public final class Upstreams {

    private static final long LEFT_OUT_NANOS = Duration.ofSeconds(2).toNanos();
    private final List<URI> addresses;
    private final Map<URI, Long> downSince = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** @param addresses one or more base URLs, separated by commas */
    public Upstreams(String addresses) {
        this.addresses = Arrays.stream(addresses.split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(text -> URI.create(text.replaceAll("/+$", "")))
                .toList();
    }

    /** The next address to try; one that is left out only when all are. */
    public URI next() {
        int start = Math.floorMod(turn.getAndIncrement(), addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            URI candidate = addresses.get((start + i) % addresses.size());
            Long since = downSince.get(candidate);
            if (since == null || System.nanoTime() - since > LEFT_OUT_NANOS) {
                return candidate;
            }
        }
        return addresses.get(start);
    }

    public void failed(URI address) {
        downSince.put(address, System.nanoTime());
    }

    public void answered(URI address) {
        if (!downSince.isEmpty()) {
            downSince.remove(address);
        }
    }

    public List<URI> all() {
        return addresses;
    }
}

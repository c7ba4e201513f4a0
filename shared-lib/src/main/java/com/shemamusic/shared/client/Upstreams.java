package com.shemamusic.shared.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of one service: taken in turn; one that does not answer is left out for a while and tried again. */
public final class Upstreams {

    private static final long LEFT_OUT_NANOS = Duration.ofSeconds(2).toNanos();
    private final Addresses addresses;
    private final Map<URI, Long> downSince = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** @param addresses one or more base URLs, separated by commas */
    public Upstreams(String addresses) {
        this.addresses = new Addresses(addresses);
    }

    /** The next address to try; one that is left out only when all are. */
    public URI next() {
        List<URI> all = addresses.all();
        int start = Math.floorMod(turn.getAndIncrement(), all.size());
        for (int i = 0; i < all.size(); i++) {
            URI candidate = all.get((start + i) % all.size());
            Long since = downSince.get(candidate);
            if (since == null || System.nanoTime() - since > LEFT_OUT_NANOS) {
                return candidate;
            }
        }
        return all.get(start);
    }

    public void failed(URI address) {
        downSince.keySet().retainAll(addresses.all());
        downSince.put(address, System.nanoTime());
    }

    public void answered(URI address) {
        if (!downSince.isEmpty()) {
            downSince.remove(address);
        }
    }

    public List<URI> all() {
        return addresses.all();
    }
}

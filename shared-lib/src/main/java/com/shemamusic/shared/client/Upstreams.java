package com.shemamusic.shared.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of one service: taken in turn; one that does not answer, or is not ready, is left out for a while and tried again. */
public final class Upstreams {

    private static final long LEFT_OUT_NANOS = Duration.ofSeconds(2).toNanos();
    private final Addresses addresses;
    private final Map<URI, Long> downSince = new ConcurrentHashMap<>();
    private final Set<URI> unready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** @param addresses one or more base URLs, separated by commas */
    public Upstreams(String addresses) {
        this.addresses = new Addresses(addresses);
    }

    /** The next address to try: one that is ready and answers, else one that answers, else any. */
    public URI next() {
        List<URI> all = addresses.all();
        int start = Math.floorMod(turn.getAndIncrement(), all.size());
        URI answering = null;
        for (int i = 0; i < all.size(); i++) {
            URI candidate = all.get((start + i) % all.size());
            Long since = downSince.get(candidate);
            if (since == null || System.nanoTime() - since > LEFT_OUT_NANOS) {
                if (!unready.contains(candidate)) {
                    return candidate;
                }
                answering = answering == null ? candidate : answering;
            }
        }
        return answering == null ? all.get(start) : answering;
    }

    /** Whether there is a choice at present, so that it is worth asking each address whether it is ready. */
    public boolean isChoice() {
        return addresses.all().size() > 1;
    }

    /** What an address said of its readiness; one that goes away says so before it stops answering. */
    public void ready(URI address, boolean ready) {
        if (ready) {
            unready.remove(address);
        } else {
            unready.add(address);
        }
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

package com.shemamusic.shared.client;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of one service: taken in turn; one that does not answer, or is not ready, is left out for a while and tried again. */
public final class Upstreams {

    private static final long LEFT_OUT_NANOS = Duration.ofSeconds(2).toNanos();
    private final List<URI> addresses;
    private final Map<URI, Long> downSince = new ConcurrentHashMap<>();
    private final Set<URI> unready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** @param addresses one or more base URLs, separated by commas */
    public Upstreams(String addresses) {
        this.addresses = Arrays.stream(addresses.split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(text -> URI.create(text.replaceAll("/+$", "")))
                .toList();
    }

    /** The next address to try: one that is ready and answers, else one that answers, else any. */
    public URI next() {
        int start = Math.floorMod(turn.getAndIncrement(), addresses.size());
        URI answering = null;
        for (int i = 0; i < addresses.size(); i++) {
            URI candidate = addresses.get((start + i) % addresses.size());
            Long since = downSince.get(candidate);
            if (since == null || System.nanoTime() - since > LEFT_OUT_NANOS) {
                if (!unready.contains(candidate)) {
                    return candidate;
                }
                answering = answering == null ? candidate : answering;
            }
        }
        return answering == null ? addresses.get(start) : answering;
    }

    /** Whether there is a choice, so that it is worth asking each address whether it is ready. */
    public boolean isChoice() {
        return addresses.size() > 1;
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

package com.shemamusic.shared.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Where a service is: the base URLs as configured, and of a plain name that leads to several machines each of them, or all
 * would go to the first. Names are looked up again every few seconds, beside the requests.
 */
final class Addresses {

    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    private final List<URI> configured;
    private final Names names;
    private final LongSupplier clock;
    private final AtomicLong lookedUpAt;
    private volatile List<URI> found;

    /** What a name leads to. */
    interface Names {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    Addresses(String urls) {
        this(urls, InetAddress::getAllByName, System::nanoTime);
    }

    Addresses(String urls, Names names, LongSupplier clock) {
        this.configured = Arrays.stream(urls.split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(text -> URI.create(text.replaceAll("/+$", "")))
                .toList();
        this.names = names;
        this.clock = clock;
        this.found = configured;
        this.lookedUpAt = new AtomicLong(clock.getAsLong() - FRESH_NANOS);
    }

    /** All of them as last found; never waits for a look-up. */
    List<URI> all() {
        long now = clock.getAsLong();
        long before = lookedUpAt.get();
        if (now - before >= FRESH_NANOS && lookedUpAt.compareAndSet(before, now)) {
            Thread.ofVirtual().name("addresses").start(this::lookUp);
        }
        return found;
    }

    void lookUp() {
        List<URI> all = new ArrayList<>();
        configured.forEach(url -> all.addAll(machines(url)));
        found = List.copyOf(all);
    }

    private List<URI> machines(URI url) {
        // A certificate is for the name.
        if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
            return List.of(url);
        }
        try {
            InetAddress[] machines = names.of(url.getHost());
            // This machine by its two addresses, or a name of one machine.
            if (machines.length < 2 || Arrays.stream(machines).anyMatch(InetAddress::isLoopbackAddress)) {
                return List.of(url);
            }
            return Arrays.stream(machines)
                    .map(InetAddress::getHostAddress)
                    .map(address -> address.contains(":") ? "[" + address + "]" : address)
                    .map(address -> URI.create("http://" + address + ":" + url.getPort() + url.getRawPath()))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (UnknownHostException unknown) {
            return List.of(url);
        }
    }
}

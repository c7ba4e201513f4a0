package com.shemamusic.shared.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.shared.trace.Traces;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services this one calls, by name, as {@code shema.peers} configures their addresses. */
public final class Peers {

    private final Map<String, Peer> peers = new TreeMap<>();

    /** Peers whose calls are no spans. */
    public Peers(Map<String, String> addresses, ServiceTokens tokens, ObjectMapper mapper) {
        this(addresses, tokens, Traces.NONE, mapper);
    }

    public Peers(Map<String, String> addresses, ServiceTokens tokens, Traces traces, ObjectMapper mapper) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        addresses.forEach((name, url) -> peers.put(name, new Peer(name, url, tokens, traces, mapper, http)));
    }

    /** The peer of this name; it must be configured. */
    public Peer peer(String name) {
        Peer peer = peers.get(name);
        if (peer == null) {
            throw new IllegalArgumentException("No address of " + name + " is configured under shema.peers");
        }
        return peer;
    }

    /** The breakers of all peers, for metrics. */
    List<CircuitBreaker> breakers() {
        return peers.values().stream().map(peer -> peer.guard().breaker()).toList();
    }
}

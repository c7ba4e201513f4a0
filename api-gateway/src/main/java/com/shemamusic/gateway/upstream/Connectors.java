package com.shemamusic.gateway.upstream;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The HTTP connections of the gateway's own calls, apart from those it passes on. */
final class Connectors {

    private static final int CONNECT_MILLIS = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 500;

    private Connectors() {}

    static ReactorClientHttpConnector plain() {
        ConnectionProvider pool = ConnectionProvider.builder("gateway-own")
                .maxConnections(CONNECTIONS)
                .maxIdleTime(IDLE)
                .build();
        return new ReactorClientHttpConnector(
                HttpClient.create(pool).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS));
    }
}

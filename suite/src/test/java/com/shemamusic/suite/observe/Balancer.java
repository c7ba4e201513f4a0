package com.shemamusic.suite.observe;

import com.shemamusic.suite.server.ManagedProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** HAProxy in front of several gateways, which leaves out one that says it is not ready. */
public final class Balancer implements AutoCloseable {

    private final int port;
    private final ManagedProcess process;

    /** Needs {@code haproxy} on the path: {@code apt-get install haproxy}. */
    public Balancer(List<URI> gateways) throws IOException {
        Path folder = Files.createTempDirectory("shema-balancer");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        StringBuilder settings = new StringBuilder("""
                global
                  maxconn 8192
                defaults
                  mode http
                  timeout connect 1s
                  timeout check 2s
                  timeout client 60s
                  timeout server 60s
                  timeout tunnel 1h
                  option redispatch
                  retry-on conn-failure
                frontend visitors
                  bind 127.0.0.1:%d
                  default_backend gateways
                backend gateways
                  balance roundrobin
                  option httpchk GET /health/ready
                  default-server check inter 500ms fall 2 rise 1
                """.formatted(port));
        gateways.forEach(gateway -> settings.append("  server gateway")
                .append(gateway.getPort())
                .append(" 127.0.0.1:")
                .append(gateway.getPort())
                .append('\n'));
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), settings);
        process = ManagedProcess.start(
                List.of("haproxy", "-f", file.toString()), Map.copyOf(System.getenv()), folder.resolve("haproxy.log"));
        awaitOpen();
    }

    private void awaitOpen() {
        while (process.isAlive()) {
            try (Socket _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new IllegalStateException("haproxy ended: " + process.lastLines());
    }

    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        process.kill();
    }
}

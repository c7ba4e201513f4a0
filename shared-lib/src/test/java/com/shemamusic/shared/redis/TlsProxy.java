package com.shemamusic.shared.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Ends TLS in front of a server on this machine that has none itself. */
final class TlsProxy implements AutoCloseable {

    private final SSLServerSocket server;
    private final int target;
    private final AtomicInteger proven = new AtomicInteger();

    TlsProxy(SSLContext context, int target) {
        this.target = target;
        try {
            server = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many clients have sent something, which they do only after they have believed the certificate. */
    int believers() {
        return proven.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket client) {
        try (client;
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread.ofVirtual().start(() -> pump(redis, client));
            byte[] bytes = new byte[8_192];
            int read = client.getInputStream().read(bytes);
            if (read > 0) {
                proven.incrementAndGet();
                redis.getOutputStream().write(bytes, 0, read);
                client.getInputStream().transferTo(redis.getOutputStream());
            }
        } catch (IOException gone) {
            // The client did not believe, or has hung up: both ends are closed.
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // As above.
        }
    }
}

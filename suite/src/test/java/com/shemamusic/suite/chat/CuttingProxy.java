package com.shemamusic.suite.chat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between clients and the gateway that can be cut: what is on its way then is lost on both sides. */
public final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public CuttingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Breaks every connection; new ones are let through. */
    public int cut() {
        int count = open.size();
        open.forEach(CuttingProxy::breakOff);
        return count;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket gateway = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(gateway);
                Thread.ofVirtual().start(() -> pass(client, gateway));
                Thread.ofVirtual().start(() -> pass(gateway, client));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // Ends below, on both sides.
        }
        breakOff(from);
        breakOff(to);
        open.remove(from);
        open.remove(to);
    }

    private static void breakOff(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException already) {
            throw new IllegalStateException(already);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

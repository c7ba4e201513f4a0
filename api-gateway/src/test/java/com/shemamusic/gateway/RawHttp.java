package com.shemamusic.gateway;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no well-behaved client would send. */
final class RawHttp {

    record Answer(String text) {

        int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }
    }

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SHORT_MILLIS = 1_000;

    private RawHttp() {}

    /** Sends a request, which must ask for the connection to be closed, and reads to the end. */
    static Answer send(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Sends bytes and reads whatever comes back within a second, without insisting on an end. */
    static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(SHORT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder read = new StringBuilder();
            try {
                int next = socket.getInputStream().read();
                while (next >= 0) {
                    read.append((char) next);
                    next = socket.getInputStream().read();
                }
            } catch (SocketTimeoutException nothingMore) {
                return read.toString();
            }
            return read.toString();
        }
    }
}

package com.shemamusic.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client of the gateway's sockets that sees the connection itself, which a well-behaved one hides. */
final class RawSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOMENT_MILLIS = 100;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private final Socket connection;
    private final DataInputStream in;

    private RawSocket(Socket connection) throws IOException {
        this.connection = connection;
        this.in = new DataInputStream(connection.getInputStream());
    }

    static RawSocket open(int port, String path, String protocol) throws IOException {
        RawSocket socket = new RawSocket(new Socket("localhost", port));
        socket.connection.setSoTimeout(PATIENCE_MILLIS);
        String request = """
                GET %s HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: %s

                """.formatted(path, protocol).replace("\n", "\r\n");
        socket.connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return socket;
    }

    /** Sends one short frame, masked with zeros. */
    void send(int kind, String text) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(FINAL | kind);
        frame.write(MASKED | text.length());
        frame.write(new byte[4]);
        frame.write(text.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(frame.toByteArray());
    }

    int readCloseCode() throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (kind != (FINAL | CLOSE)) {
            throw new AssertionError("no close, but a frame of " + kind);
        }
        int code = in.readUnsignedShort();
        in.skipNBytes(length - 2L);
        return code;
    }

    /** Whether the other side leaves the connection open for a moment. */
    boolean isLeftOpen() throws IOException {
        connection.setSoTimeout(MOMENT_MILLIS);
        try {
            return in.read() >= 0;
        } catch (SocketTimeoutException open) {
            return true;
        } finally {
            connection.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Waits for the other side to end the connection, and fails if it says more. */
    void awaitEnd() throws IOException {
        int more = in.read();
        if (more >= 0) {
            throw new AssertionError("no end, but " + more);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

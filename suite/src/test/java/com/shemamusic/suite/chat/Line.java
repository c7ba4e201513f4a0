package com.shemamusic.suite.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A WebSocket down to its bytes: cheap enough for thousands in one process, and free to do what no library would: cut the network,
 * stop reading, send frames nobody should.
 */
final class Line implements AutoCloseable {

    /** The upgrade was answered with something else. */
    static final class Refused extends IOException {
        private final int status;
        private final String answer;

        Refused(int status, String answer) {
            super("refused with " + status);
            this.status = status;
            this.answer = answer;
        }

        int status() {
            return status;
        }

        String answer() {
            return answer;
        }
    }

    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int GONE = 1006;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private Consumer<String> reader = text -> {};

    private Line(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 2048));
        this.out = socket.getOutputStream();
    }

    /** Opens one; {@code protocols} and further header lines as they are to be sent, both may be empty. */
    static Line open(int port, String path, String protocols, String headers) throws IOException {
        return open(port, path, protocols, headers, 0);
    }

    /** The same with a small window: a client that does not read is noticed soon. */
    static Line open(int port, String path, String protocols, String headers, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
            socket.setSoTimeout(60_000);
            Line line = new Line(socket);
            line.upgrade(port, path, protocols, headers);
            socket.setSoTimeout(0);
            return line;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private void upgrade(int port, String path, String protocols, String headers) throws IOException {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key) + "\r\n"
                + (protocols.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocols + "\r\n") + headers + "\r\n";
        out.write(request.getBytes(ISO_8859_1));
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != 101) {
            throw new Refused(status, head + body(head));
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended during the upgrade");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private String body(String head) throws IOException {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
        if (at < 0) {
            return "";
        }
        int length =
                Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
        return new String(in.readNBytes(length), UTF_8);
    }

    /** Begins to read: every text goes to the reader, pings are answered. */
    Line reading(Consumer<String> each) {
        reader = each;
        Thread.ofVirtual().start(this::read);
        return this;
    }

    private void read() {
        try {
            StringBuilder before = new StringBuilder();
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = new byte[length(in.readUnsignedByte() & 0x7f)];
                in.readFully(payload);
                int opcode = first & 0x0f;
                if (opcode == CLOSE) {
                    end(payload.length >= 2 ? ByteBuffer.wrap(payload).getShort() & 0xffff : 1005);
                    return;
                } else if (opcode == PING) {
                    frame(true, PONG, payload);
                } else if (opcode < CLOSE) {
                    before.append(new String(payload, UTF_8));
                    if ((first & 0x80) != 0) {
                        String text = before.toString();
                        before.setLength(0);
                        reader.accept(text);
                    }
                }
            }
        } catch (IOException gone) {
            end(GONE);
        }
    }

    private int length(int shortLength) throws IOException {
        return switch (shortLength) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> shortLength;
        };
    }

    private void end(int code) {
        closed.complete(code);
        cut();
    }

    /** Completes with the close code; 1006 when the connection ended without one. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    void send(String text) throws IOException {
        frame(true, TEXT, text.getBytes(UTF_8));
    }

    /** Sends one frame, whatever it is. */
    void frame(boolean last, int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask >>> 24 - 8 * (i & 3)));
        }
        synchronized (out) {
            out.write(frame.array(), 0, frame.position());
        }
    }

    /** The network is gone: no closing handshake, what was on its way is lost. */
    void cut() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException already) {
            closed.complete(GONE);
        }
        closed.complete(GONE);
    }

    @Override
    public void close() {
        cut();
    }
}

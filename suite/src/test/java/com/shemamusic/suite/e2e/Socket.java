package com.shemamusic.suite.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A client's socket at the gateway: what it sent and was sent. */
final class Socket implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private volatile int closeCode;

    private Socket(String path, String subprotocol, String... more) {
        URI gateway = SharedSuite.suite().gatewayUrl();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(subprotocol, more)
                .buildAsync(URI.create("ws://localhost:" + gateway.getPort() + path), this)
                .join();
    }

    static Socket guest(String... more) {
        return new Socket("/api/chat/connect", "shema.chat.v1", more);
    }

    static Socket admin(String token) {
        return new Socket("/api/chat/admin", "shema.chat.v1", "bearer." + token);
    }

    static Socket live(String token) {
        return new Socket("/api/admin/live", "shema.chat.v1", "bearer." + token);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    JsonNode await(String type, Predicate<JsonNode> fits) {
        return Waiting.until(
                () -> frames.stream()
                        .filter(frame -> frame.path("type").asText().equals(type))
                        .filter(fits)
                        .findFirst()
                        .orElse(null),
                frame -> frame != null);
    }

    JsonNode await(String type) {
        return await(type, frame -> true);
    }

    List<JsonNode> frames(String type) {
        return frames.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    int awaitClose() {
        return Waiting.until(() -> closeCode, code -> code != 0);
    }

    /** The network is cut: no closing handshake. */
    void cut() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            try {
                frames.add(JSON.readTree(part.toString()));
            } catch (IOException notJson) {
                throw new IllegalStateException(notJson);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}

package com.shemamusic.suite.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A guest as the website's is: keeps a message until it is acknowledged, comes back after a close, and sends it again. */
public final class ChatGuest implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final URI address;
    private final Map<String, String> unacknowledged = new LinkedHashMap<>();
    private final List<Integer> closeCodes = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;
    private String token = "";
    private String session = "";
    private int said;
    private int refused;
    private boolean closing;

    /** Connects to the gateway, or what stands before it; returns when the session is made. */
    public ChatGuest(URI gateway) {
        this.address = URI.create("ws" + gateway.toString().substring("http".length()) + "/api/chat/connect");
        connect();
        while (session().isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    public synchronized String session() {
        return session;
    }

    public synchronized int said() {
        return said;
    }

    public synchronized int waiting() {
        return unacknowledged.size();
    }

    /** Times a connection was refused before one was made. */
    public synchronized int refused() {
        return refused;
    }

    public List<Integer> closeCodes() {
        return List.copyOf(closeCodes);
    }

    public synchronized void say(String text) {
        String id = UUID.randomUUID().toString();
        String frame = "{\"type\": \"message\", \"client_message_id\": \"" + id + "\", \"message\": \"" + text + "\"}";
        unacknowledged.put(id, frame);
        said++;
        send(frame);
    }

    private void send(String frame) {
        WebSocket now = socket;
        if (now != null && !now.isOutputClosed()) {
            // What is lost with the connection is still kept, and sent again after the next session frame.
            now.sendText(frame, true).exceptionally(broken -> now);
        }
    }

    private void connect() {
        while (true) {
            try {
                String known = token();
                WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
                builder = known.isEmpty()
                        ? builder.subprotocols("shema.chat.v1")
                        : builder.subprotocols("shema.chat.v1", "session." + known);
                WebSocket made = builder.buildAsync(address, this).join();
                synchronized (this) {
                    socket = made;
                }
                return;
            } catch (CompletionException notYet) {
                synchronized (this) {
                    refused++;
                    if (closing) {
                        return;
                    }
                }
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 500))
                                .toNanos());
            }
        }
    }

    private synchronized String token() {
        return token;
    }

    private void comeBack(int code) {
        synchronized (this) {
            socket = null;
            if (closing) {
                return;
            }
        }
        closeCodes.add(code);
        Thread.ofVirtual().start(this::connect);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            try {
                heard(from, JSON.readTree(part.toString()));
            } catch (IOException notJson) {
                throw new IllegalStateException(notJson);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    private synchronized void heard(WebSocket from, JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "session" -> {
                session = frame.path("session_id").asText();
                token = frame.path("session_token").asText(token);
                socket = from;
                unacknowledged.values().forEach(this::send);
            }
            case "ack" -> unacknowledged.remove(frame.path("client_message_id").asText());
            default -> {}
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        comeBack(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        comeBack(0);
    }

    @Override
    public void close() {
        WebSocket last;
        synchronized (this) {
            closing = true;
            last = socket;
        }
        if (last != null) {
            last.abort();
        }
    }
}

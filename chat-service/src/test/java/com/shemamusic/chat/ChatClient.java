package com.shemamusic.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.test.ServiceTokenMinter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of a socket, as the gateway would pass it on. */
public final class ChatClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "chat-service";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final boolean reads;
    private WebSocket socket;

    private ChatClient(boolean reads) {
        this.reads = reads;
    }

    /** A guest who comes back, or who begins when the token is null. */
    public static ChatClient guest(int port, String token) {
        String[] more = token == null ? new String[0] : new String[] {"session." + token};
        return open(port, "/api/chat/connect", ServiceTokenMinter.gatewayAnonymous(SERVICE), null, true, more);
    }

    public static ChatClient admin(int port) {
        return open(port, "/api/chat/admin", ServiceTokenMinter.gatewayAsAdmin(SERVICE), null, true);
    }

    public static ChatClient admin(int port, UUID id, String name) {
        return open(port, "/api/chat/admin", ServiceTokenMinter.gatewayAsAdmin(SERVICE, id, name), null, true);
    }

    /** An admin whose client takes nothing from the network. */
    public static ChatClient sleepyAdmin(int port) {
        return open(port, "/api/chat/admin", ServiceTokenMinter.gatewayAsAdmin(SERVICE), null, false);
    }

    public static ChatClient open(
            int port, String path, String serviceToken, String origin, boolean reads, String... protocols) {
        ChatClient client = new ChatClient(reads);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("shema.chat.v1", protocols);
        if (serviceToken != null) {
            builder.header("Authorization", "Bearer " + serviceToken);
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        client.socket = builder.buildAsync(URI.create("ws://localhost:" + port + path), client.listener())
                .join();
        return client;
    }

    /** The status with which an upgrade is refused. */
    public static int refusal(int port, String path, String serviceToken, String origin, String... protocols) {
        try (ChatClient _ = open(port, path, serviceToken, origin, true, protocols)) {
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    public String protocol() {
        return socket.getSubprotocol();
    }

    public ChatClient send(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    /** A guest's message. */
    public ChatClient say(String clientId, String text) {
        return send("{\"type\": \"message\", \"client_message_id\": \"%s\", \"message\": \"%s\"}"
                .formatted(clientId, text));
    }

    /** An admin's message. */
    public ChatClient say(UUID session, String clientId, String text) {
        return send(
                "{\"type\": \"message\", \"session_id\": \"%s\", \"client_message_id\": \"%s\", \"message\": \"%s\"}"
                        .formatted(session, clientId, text));
    }

    /** Waits for a frame of a type, which may have come before. */
    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    public JsonNode await(String type, Predicate<JsonNode> fits) {
        return Awaitility.await("a frame " + type)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> of(type).filter(fits).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until so many frames of a type have come. */
    public ChatClient awaitCount(String type, int count) {
        Awaitility.await(count + " frames " + type)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(of(type).count()).isGreaterThanOrEqualTo(count));
        return this;
    }

    /** What the socket has answered to a ping: everything sent before it has come. */
    public ChatClient settle() {
        long before = of("pong").count();
        send("{\"type\": \"ping\"}");
        return awaitCount("pong", (int) before + 1);
    }

    public Stream<JsonNode> of(String type) {
        return frames.stream().filter(frame -> frame.path("type").asText().equals(type));
    }

    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** The numbers of the messages shown, as they came. */
    public List<Long> seqs() {
        return of("new_message").map(frame -> frame.path("seq").asLong()).toList();
    }

    public void forget() {
        frames.clear();
    }

    /** Waits for the close code. */
    public int awaitClose() {
        Awaitility.await("the socket is closed").atMost(Duration.ofSeconds(30)).until(closed::isDone);
        return closed.join();
    }

    public WebSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private WebSocket.Listener listener() {
        return new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public void onOpen(WebSocket webSocket) {
                if (reads) {
                    webSocket.request(Long.MAX_VALUE);
                }
            }

            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    frames.add(parsed(text.toString()));
                    text.setLength(0);
                }
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
                closed.complete(status);
                return null;
            }

            @Override
            public void onError(WebSocket webSocket, Throwable error) {
                closed.complete(1006);
            }
        };
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}

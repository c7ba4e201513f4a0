package com.shemamusic.chat.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import jakarta.websocket.Session;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Frames as they come in. */
@Component
class ChatSocketHandler extends TextWebSocketHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ChatSocketHandler.class);
    private static final String SOCKET = "socket";
    private static final String FRAMES = "frames";
    private static final String PARTS = "parts";

    private final Reception reception;
    private final FrameActions actions;
    private final GuestRates rates;
    private final SocketProperties properties;
    private final ErrorBodies bodies;
    private final ObjectMapper mapper;

    ChatSocketHandler(
            Reception reception,
            FrameActions actions,
            GuestRates rates,
            SocketProperties properties,
            ErrorBodies bodies,
            ObjectMapper mapper) {
        this.reception = reception;
        this.actions = actions;
        this.rates = rates;
        this.properties = properties;
        this.bodies = bodies;
        this.mapper = mapper;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        limitWrites(session);
        Visit visit = (Visit) Objects.requireNonNull(session.getAttributes().get(Visit.ATTRIBUTE));
        ChatSocket socket = new ChatSocket(session, visit, properties);
        session.getAttributes().put(SOCKET, socket);
        session.getAttributes().put(FRAMES, new RateLimit(50, 100, System.nanoTime()));
        visit.run(() -> {
            try {
                reception.welcome(socket);
            } catch (RuntimeException e) {
                LOG.warn("a socket could not be opened: {}", e.getClass().getName());
                socket.close(CloseCodes.FAILED);
            }
        });
    }

    // One write must not take longer, or a client that does not read would hold its thread and its queue for ever.
    private void limitWrites(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession holder) {
            Session container = holder.getNativeSession(Session.class);
            if (container != null) {
                container
                        .getUserProperties()
                        .put(
                                "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT",
                                properties.sendTimeout().toMillis());
            }
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        ChatSocket socket = socket(session);
        // Nothing is accepted any more that could not be acknowledged.
        if (socket == null || socket.outbox().isClosing()) {
            return;
        }
        socket.sign();
        String text = whole(session, message);
        if (text == null) {
            socket.close(CloseCodes.TOO_LARGE);
        } else if (message.isLast()) {
            socket.visit().run(() -> handle(session, socket, text));
        }
    }

    /** In pieces, so that the buffer every socket has can be small. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    // What has come of a message so far; null when it is too large.
    private static @Nullable String whole(WebSocketSession session, TextMessage part) {
        StringBuilder before = (StringBuilder) session.getAttributes().remove(PARTS);
        int length = part.getPayload().length() + (before == null ? 0 : before.length());
        if (length > SocketProperties.LARGEST) {
            return null;
        }
        if (part.isLast()) {
            String text = before == null
                    ? part.getPayload()
                    : before.append(part.getPayload()).toString();
            return text.getBytes(StandardCharsets.UTF_8).length > SocketProperties.LARGEST ? null : text;
        }
        session.getAttributes().put(PARTS, (before == null ? new StringBuilder() : before).append(part.getPayload()));
        return "";
    }

    private void handle(WebSocketSession session, ChatSocket socket, String text) {
        String clientId = null;
        try {
            if (isTooFast(session, socket)) {
                socket.close(CloseCodes.TOO_MANY);
                return;
            }
            ClientFrame frame = ClientFrame.read(text, mapper);
            clientId = frame.text("client_message_id");
            if (frame.type().equals("message") && writesTooFast(socket)) {
                socket.close(CloseCodes.TOO_MANY);
                return;
            }
            actions.act(socket, frame);
        } catch (ApiException refusal) {
            refuse(socket, refusal.code(), clientId);
            if (refusal.code().equals("CHAT_SESSION_CLOSED") && socket.visit().isGuest()) {
                socket.close(CloseCodes.SESSION_CLOSED);
            }
        } catch (DataAccessException | TransactionException down) {
            LOG.warn("a frame waits for the database: {}", down.getClass().getName());
            refuse(socket, "DB_UNAVAILABLE", clientId);
        } catch (RuntimeException e) {
            LOG.error("a frame could not be handled: {}", e.getClass().getName());
            LOG.debug("frame", e);
            refuse(socket, "INTERNAL_ERROR", clientId);
        }
    }

    // Whoever is told to go has had the acknowledgements of what was accepted first.
    private static boolean isTooFast(WebSocketSession session, ChatSocket socket) {
        RateLimit limit = (RateLimit) session.getAttributes().get(FRAMES);
        return socket.visit().isGuest() && limit != null && !limit.take(System.nanoTime());
    }

    private boolean writesTooFast(ChatSocket socket) {
        UUID guest = socket.session();
        return socket.visit().isGuest() && guest != null && !rates.allow(guest);
    }

    private void refuse(ChatSocket socket, String code, @Nullable String clientId) {
        String text = bodies.text(code, socket.visit().language());
        socket.offer(mapper.valueToTree(new ServerFrames.Refused(code, text, clientId))
                .toString());
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        ChatSocket socket = socket(session);
        if (socket != null) {
            socket.sign();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        LOG.debug("socket {}: {}", session.getId(), failure.getClass().getName());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        ChatSocket socket = socket(session);
        if (socket != null) {
            socket.close(CloseStatus.NORMAL);
            reception.farewell(socket);
        }
    }

    private static @Nullable ChatSocket socket(WebSocketSession session) {
        return (ChatSocket) session.getAttributes().get(SOCKET);
    }
}

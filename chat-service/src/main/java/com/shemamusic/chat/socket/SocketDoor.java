package com.shemamusic.chat.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.chat.session.Participant;
import com.shemamusic.chat.session.SessionAccess;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.web.RequestContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Looks at every upgrade before it happens: caller, origin, token, number of sockets. */
@Component
class SocketDoor implements HandshakeInterceptor {

    private static final String TOKEN = "session.";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    private final SessionAccess access;
    private final OpenSockets sockets;
    private final SocketProperties properties;
    private final ErrorBodies bodies;
    private final ObjectMapper mapper;

    SocketDoor(
            SessionAccess access,
            OpenSockets sockets,
            SocketProperties properties,
            ErrorBodies bodies,
            ObjectMapper mapper) {
        this.access = access;
        this.sockets = sockets;
        this.properties = properties;
        this.bodies = bodies;
        this.mapper = mapper;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        try {
            boolean staff = request.getURI().getPath().endsWith("/admin");
            attributes.put(Visit.ATTRIBUTE, visit(request.getHeaders(), staff));
            return true;
        } catch (ApiException refusal) {
            refuse(refusal, response);
        } catch (DataAccessException down) {
            refuse(
                    new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "DB_UNAVAILABLE").header("Retry-After", "2"),
                    response);
        }
        return false;
    }

    private Visit visit(HttpHeaders headers, boolean staff) {
        RequestContext context = RequestContext.current();
        Caller caller = context.caller();
        if (caller == null || !caller.isGateway()) {
            throw ApiException.forbidden("AUTH_FORBIDDEN");
        }
        String origin = headers.getOrigin();
        if (origin != null && !properties.allowedOrigins().contains(origin)) {
            throw ApiException.forbidden("AUTH_FORBIDDEN");
        }
        String address = Objects.requireNonNullElse(headers.getFirst("X-Forwarded-For"), "");
        Participant who = Participant.GUEST;
        UUID session = null;
        String token = "";
        if (staff) {
            who = SessionAccess.admin(caller.actor()).orElseThrow(() -> ApiException.unauthorized("AUTH_REQUIRED"));
        } else {
            Optional<String> shown = token(headers);
            if (shown.isPresent()) {
                token = shown.get();
                session = access.sessionOf(token).orElseThrow(() -> ApiException.unauthorized("AUTH_TOKEN_INVALID"));
            }
            if (!sockets.hasRoom(session, address)) {
                throw new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED").header("Retry-After", "60");
            }
        }
        return new Visit(who, session, token, address, context.language(), context.requestId(), caller);
    }

    private static Optional<String> token(HttpHeaders headers) {
        return headers.getOrEmpty(PROTOCOLS).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .flatMap(part -> part.startsWith(TOKEN) ? Stream.of(part.substring(TOKEN.length())) : Stream.empty())
                .findFirst();
    }

    private void refuse(ApiException refusal, ServerHttpResponse response) throws IOException {
        RequestContext context = RequestContext.current();
        response.setStatusCode(refusal.status());
        refusal.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getBody().write(mapper.writeValueAsBytes(bodies.of(refusal, context.language(), context.requestId())));
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {
        // Nothing is held for a socket before it is open.
    }
}

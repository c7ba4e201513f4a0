package com.shemamusic.chat.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.message.MessageService;
import com.shemamusic.chat.message.SendMessageRequest;
import com.shemamusic.chat.session.ChangedSession;
import com.shemamusic.chat.session.CloseReason;
import com.shemamusic.chat.session.SessionErrors;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.chat.session.SessionStatus;
import com.shemamusic.chat.session.SessionUpkeep;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.RequestBinder;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Does what a client's frame asks. */
@Component
class FrameActions {

    private final SessionService sessions;
    private final SessionUpkeep upkeep;
    private final MessageService messages;
    private final CatchUp catchUp;
    private final Fanout fanout;
    private final RequestBinder binder;
    private final ObjectMapper mapper;

    FrameActions(
            SessionService sessions,
            SessionUpkeep upkeep,
            MessageService messages,
            CatchUp catchUp,
            Fanout fanout,
            RequestBinder binder,
            ObjectMapper mapper) {
        this.sessions = sessions;
        this.upkeep = upkeep;
        this.messages = messages;
        this.catchUp = catchUp;
        this.fanout = fanout;
        this.binder = binder;
        this.mapper = mapper;
    }

    /** @throws ApiException as the same call over REST */
    void act(ChatSocket socket, ClientFrame frame) {
        switch (frame.type()) {
            case "ping" -> socket.offer(ServerFrames.PONG);
            case "message" -> message(socket, about(socket, frame), frame);
            case "typing" -> typing(socket, about(socket, frame), frame.flag("active"));
            case "read" -> messages.read(about(socket, frame), socket.who(), frame.number("up_to_seq"));
            case "resume" -> resume(socket, about(socket, frame), frame.number("after_seq"));
            case "leave" -> leave(socket, about(socket, frame));
            default -> throw FieldErrors.of("type", frame.type().isEmpty() ? "REQUIRED" : "INVALID");
        }
    }

    /** The session a frame is about: a guest's own, whatever the frame says; an admin names it. */
    private static UUID about(ChatSocket socket, ClientFrame frame) {
        UUID named = frame.session();
        UUID own = socket.session();
        if (socket.visit().isGuest()) {
            if (own == null || (named != null && !named.equals(own))) {
                throw ApiException.forbidden("CHAT_FORBIDDEN");
            }
            return own;
        }
        if (named == null) {
            throw FieldErrors.of("session_id", "REQUIRED");
        }
        return named;
    }

    private void message(ChatSocket socket, UUID session, ClientFrame frame) {
        FieldErrors errors = new FieldErrors();
        SendMessageRequest request = new SendMessageRequest(
                Objects.requireNonNullElse(frame.text("client_message_id"), ""),
                Objects.requireNonNullElse(frame.text("message"), ""));
        binder.checked(request, errors);
        errors.addIf(request.message().indexOf('\0') >= 0, "message", "INVALID");
        errors.addIf(request.clientMessageId().indexOf('\0') >= 0, "client_message_id", "INVALID");
        errors.throwIfAny();
        socket.sends(session, request.clientMessageId());
        socket.offer(json(messages.send(session, socket.who(), request)));
    }

    private void typing(ChatSocket socket, UUID session, boolean active) {
        ChangedSession now = look(session);
        if (now.session().status() == SessionStatus.ACTIVE) {
            String name = Objects.requireNonNullElse(
                    socket.who().name(), now.session().guestName());
            fanout.announce(
                    session, new ServerFrames.Typing(session, socket.who().role(), name, active), socket.id());
        }
    }

    // First the messages, then the word that they are all, then how the session stands besides.
    private void resume(ChatSocket socket, UUID session, long after) {
        long from = Math.min(after, look(session).state().lastSeq());
        Runnable lastly = () -> socket.offer(json(new ServerFrames.Resumed(session, socket.place(session))));
        socket.visit().runPatiently(() -> {
            boolean told = !catchUp.from(socket, session, from, lastly);
            while (!told) {
                ChangedSession now = look(session);
                List<String> frames =
                        SessionTelling.of(now).stream().map(this::json).toList();
                told = socket.tell(session, now.state().rev(), frames);
            }
        });
    }

    private void leave(ChatSocket socket, UUID session) {
        if (socket.visit().isGuest()) {
            upkeep.close(session, CloseReason.GUEST);
        } else {
            upkeep.release(session, socket.who());
        }
    }

    private ChangedSession look(UUID session) {
        return sessions.look(session).orElseThrow(SessionErrors::missing);
    }

    private String json(Object frame) {
        try {
            return mapper.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(frame.getClass().getName(), e);
        }
    }
}

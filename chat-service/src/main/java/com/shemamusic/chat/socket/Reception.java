package com.shemamusic.chat.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.chat.office.OfficeService;
import com.shemamusic.chat.session.ChangedSession;
import com.shemamusic.chat.session.ChatSession;
import com.shemamusic.chat.session.OpenedSession;
import com.shemamusic.chat.session.SessionPresence;
import com.shemamusic.chat.session.SessionService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Lets sockets in with their first frame, and out. */
@Component
class Reception {

    private static final int LARGEST_FRAME = 700_000;
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final SessionService sessions;
    private final SessionPresence presence;
    private final OfficeService office;
    private final Rooms rooms;
    private final OpenSockets open;
    private final ObjectMapper mapper;

    Reception(
            SessionService sessions,
            SessionPresence presence,
            OfficeService office,
            Rooms rooms,
            OpenSockets open,
            ObjectMapper mapper) {
        this.sessions = sessions;
        this.presence = presence;
        this.office = office;
        this.rooms = rooms;
        this.open = open;
        this.mapper = mapper;
    }

    void welcome(ChatSocket socket) {
        open.add(socket);
        if (socket.visit().isGuest()) {
            guest(socket);
        } else {
            admin(socket);
        }
    }

    private void guest(ChatSocket socket) {
        UUID known = socket.session();
        String token = socket.visit().token();
        UUID session = known;
        if (session == null) {
            OpenedSession opened = sessions.open(guestName(socket.visit().language()), null, null);
            session = opened.id();
            token = opened.token();
            socket.belongsTo(session);
        }
        String shown = token;
        boolean officeOpen = office.state().open();
        rooms.enter(session, socket, state -> {
            ServerFrames.Hello hello =
                    new ServerFrames.Hello(state.id(), shown, state.closed(), state.lastSeq(), officeOpen);
            socket.begin(json(hello), Map.of(state.id(), state.lastSeq()));
        });
        presence.here(Set.of(session));
    }

    private void admin(ChatSocket socket) {
        List<ChangedSession> now = rooms.enter(socket);
        Map<UUID, Long> where = new HashMap<>();
        now.forEach(one -> where.put(one.state().id(), one.state().lastSeq()));
        socket.begin(json(new ServerFrames.Sessions(fitting(now))), where);
    }

    // What does not fit into one frame that every proxy lets pass is to be had by the list of sessions.
    private List<ChatSession> fitting(List<ChangedSession> now) {
        List<ChatSession> shown = new ArrayList<>();
        int bytes = 0;
        for (ChangedSession one : now) {
            bytes += json(one.session()).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LARGEST_FRAME) {
                break;
            }
            shown.add(one.session());
        }
        return shown;
    }

    void farewell(ChatSocket socket) {
        open.remove(socket);
        if (!socket.visit().isGuest()) {
            rooms.leave(socket);
            return;
        }
        UUID session = socket.session();
        try {
            if (session != null && rooms.leave(session, socket)) {
                presence.gone(session);
            }
        } catch (DataAccessException e) {
            LOG.debug("the guest's absence shows when their time is up");
        }
    }

    // Who begins on a socket has not said a name yet.
    private static String guestName(Locale language) {
        return language.equals(Locale.ENGLISH) ? "Guest" : "Tamu";
    }

    private String json(Object frame) {
        return mapper.valueToTree(frame).toString();
    }
}

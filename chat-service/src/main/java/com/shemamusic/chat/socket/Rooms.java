package com.shemamusic.chat.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.chat.fanout.Announcement;
import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.message.MessageService;
import com.shemamusic.chat.session.ChangedSession;
import com.shemamusic.chat.session.SessionPresence;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.chat.session.SessionState;
import com.shemamusic.shared.event.BackgroundLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The sessions this replica shows. Besides listening it asks the database every two seconds, in one query, whether it missed
 * anything: with Redis down that is how messages of other replicas arrive.
 */
@Component
class Rooms implements SmartLifecycle {

    private static final int SHOWN_AT_FIRST = 500;
    private static final Duration BEGUN = Duration.ofSeconds(60);

    private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final Set<ChatSocket> admins = ConcurrentHashMap.newKeySet();
    private final Room.Hall hall;
    private final SessionService sessions;
    private final SessionPresence presence;
    private final CatchUp catchUp;
    private final BackgroundLoop poll;

    Rooms(
            SessionService sessions,
            MessageService messages,
            SessionPresence presence,
            CatchUp catchUp,
            Fanout fanout,
            ObjectMapper mapper,
            SocketProperties properties) {
        this.hall = new Room.Hall(sessions, messages, mapper, admins);
        this.sessions = sessions;
        this.presence = presence;
        this.catchUp = catchUp;
        this.poll = new BackgroundLoop(
                "chat-poll",
                () -> {
                    poll();
                    return properties.poll();
                },
                () -> {});
        fanout.listen(this::hear);
    }

    /** Lets a guest in; {@code hello} is called with the state to begin from. */
    Room enter(UUID session, ChatSocket socket, Consumer<SessionState> hello) {
        return rooms.compute(session, (id, known) -> {
            Room room = known == null ? fresh(id) : known;
            room.enter(socket, hello);
            if (known == null) {
                // Of a session that has no room here the admins here have not heard yet.
                room.introduce();
            }
            return room;
        });
    }

    /** Lets a guest out; returns whether that was the last socket of the session here. */
    boolean leave(UUID session, ChatSocket socket) {
        Room left = rooms.computeIfPresent(session, (id, room) -> {
            room.leave(socket);
            return room.hasGuests() || (!admins.isEmpty() && !room.isClosed()) ? room : null;
        });
        return left == null || !left.hasGuests();
    }

    int guestsOf(UUID session) {
        Room room = rooms.get(session);
        return room == null ? 0 : room.guests();
    }

    /** Lets an admin in and returns the open sessions as they stand. */
    List<ChangedSession> enter(ChatSocket admin) {
        admins.add(admin);
        // All of them have rooms, also those that do not fit into the first frame: what is not heard of is looked for.
        for (SessionState state : sessions.open()) {
            rooms.computeIfAbsent(state.id(), id -> room(state));
        }
        return sessions.newest(SHOWN_AT_FIRST);
    }

    void leave(ChatSocket admin) {
        admins.remove(admin);
    }

    Set<UUID> withGuests() {
        Set<UUID> here = ConcurrentHashMap.newKeySet();
        rooms.values().stream().filter(Room::hasGuests).forEach(room -> here.add(room.id()));
        return here;
    }

    private void hear(Announcement said) {
        Room room = rooms.get(said.session());
        if (room == null && !admins.isEmpty()) {
            room = switch (said.type()) {
                case "session_opened" -> rooms.computeIfAbsent(said.session(), id -> room(id, 0));
                case "new_message" -> {
                    yield rooms.computeIfAbsent(said.session(), id -> room(id, said.seq() - 1));
                }
                default -> null;
            };
            if (room == null) {
                admins.forEach(admin -> admin.offer(said.frame()));
            }
        }
        if (room != null) {
            room.hear(said);
            objectIfHere(said, room);
        }
    }

    // Another replica closed its last socket of a guest who is still here.
    private void objectIfHere(Announcement said, Room room) {
        if (said.type().equals("presence") && said.frame().contains("\"online\":false") && room.hasGuests()) {
            Thread.ofVirtual().start(() -> presence.here(Set.of(room.id())));
        }
    }

    private void poll() {
        if (admins.isEmpty()) {
            rooms.keySet().forEach(this::dropUnused);
        } else {
            for (SessionState begun : sessions.begun(BEGUN)) {
                rooms.computeIfAbsent(begun.id(), id -> room(id, 0));
            }
        }
        for (SessionState state : sessions.states(rooms.keySet())) {
            Room room = rooms.get(state.id());
            if (room != null) {
                if (room.isOlderThan(state)) {
                    room.refresh();
                }
                room.look(state.online());
            }
            if (state.closed()) {
                dropUnused(state.id());
            }
        }
    }

    // Within the map's lock for this session, so that nobody enters a room that is being dropped.
    private void dropUnused(UUID session) {
        rooms.computeIfPresent(
                session, (id, room) -> room.hasGuests() || (!admins.isEmpty() && !room.isClosed()) ? room : null);
    }

    // Nobody has been shown anything in it yet: it begins where the database stands.
    private Room fresh(UUID id) {
        Map<UUID, SessionState> now = new HashMap<>();
        sessions.states(Set.of(id)).forEach(state -> now.put(id, state));
        SessionState state = now.get(id);
        return state == null ? room(id, 0) : room(state);
    }

    private Room room(SessionState state) {
        return new Room(state.id(), hall, state.lastSeq(), state.rev(), state.online(), behind(state.id()));
    }

    private Room room(UUID id, long lastSeq) {
        return new Room(id, hall, lastSeq, 0, false, behind(id));
    }

    private Consumer<ChatSocket> behind(UUID id) {
        return socket -> catchUp.inBackground(socket, id);
    }

    @Override
    public void start() {
        poll.start();
    }

    @Override
    public void stop() {
        poll.stop(Duration.ofSeconds(2));
    }

    @Override
    public boolean isRunning() {
        return poll.isRunning();
    }
}

package com.shemamusic.chat.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.chat.fanout.Announcement;
import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.chat.message.ChatMessage;
import com.shemamusic.chat.message.MessageService;
import com.shemamusic.chat.session.ChangedSession;
import com.shemamusic.chat.session.SessionFrames;
import com.shemamusic.chat.session.SessionService;
import com.shemamusic.chat.session.SessionState;
import com.shemamusic.chat.session.SessionStatus;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One session on this replica: the sockets of its guest, and how far what they were shown goes. Everything happens in its
 * mailbox, one thing after the other, so that all sockets see one order; what is missing is read from the database.
 */
final class Room {

    /** What rooms share. */
    record Hall(SessionService sessions, MessageService messages, ObjectMapper mapper, Set<ChatSocket> admins) {}

    private static final int BATCH = 200;
    private final UUID id;
    private final Hall hall;
    private final Consumer<ChatSocket> behind;
    private final Mailbox mailbox = new Mailbox();
    private final Set<ChatSocket> guests = ConcurrentHashMap.newKeySet();
    private volatile long lastSeq;
    private volatile long rev;
    private volatile boolean closed;
    // Whether the guest is here, as the admins were told last, and whether the last look at the database said
    // otherwise.
    private volatile boolean online;
    private volatile boolean doubtful;

    /** @param behind is called with sockets that miss messages others have seen */
    Room(UUID id, Hall hall, long lastSeq, long rev, boolean online, Consumer<ChatSocket> behind) {
        this.id = id;
        this.hall = hall;
        this.lastSeq = lastSeq;
        this.rev = rev;
        this.online = online;
        this.behind = behind;
    }

    UUID id() {
        return id;
    }

    boolean hasGuests() {
        return !guests.isEmpty();
    }

    int guests() {
        return guests.size();
    }

    boolean isClosed() {
        return closed;
    }

    boolean isOlderThan(SessionState state) {
        return state.lastSeq() > lastSeq || state.rev() > rev;
    }

    /** Lets a guest's socket in, at the place where the room stands then. */
    void enter(ChatSocket socket, Consumer<SessionState> hello) {
        guests.add(socket);
        mailbox.post(() -> {
            try {
                hello.accept(refreshed().state());
            } catch (RuntimeException e) {
                socket.close(CloseCodes.FAILED);
                throw e;
            }
        });
    }

    /** Shows the admins a session that was begun on another replica, and what was said in it. */
    void introduce() {
        if (!hall.admins().isEmpty()) {
            mailbox.post(() -> {
                ChangedSession now = stored();
                if (now.session().status() == SessionStatus.ACTIVE) {
                    admins(json(SessionFrames.opened(now.session())));
                    hall.admins().forEach(admin -> admin.introduce(id, () -> behind.accept(admin)));
                }
            });
        }
    }

    void leave(ChatSocket socket) {
        guests.remove(socket);
    }

    /** Looks into the database for what this room has not shown. */
    void refresh() {
        mailbox.post(this::refreshed);
    }

    /** Tells the admins of a guest who came or went unheard, as when a replica died; two looks in a row have to agree. */
    void look(boolean here) {
        if (here == online || closed) {
            doubtful = false;
        } else if (doubtful) {
            mailbox.post(() -> {
                if (here != online) {
                    online = here;
                    admins(json(SessionFrames.presence(id, here)));
                }
            });
        } else {
            doubtful = true;
        }
    }

    void hear(Announcement said) {
        mailbox.post(() -> act(said));
    }

    private void act(Announcement said) {
        switch (said.type()) {
            case "new_message" -> message(said);
            case "typing" -> all(said.frame(), said.source());
            case "presence" -> {
                online = said.frame().contains("\"online\":true");
                doubtful = false;
                admins(said.frame());
            }
            default -> change(said);
        }
    }

    private void message(Announcement said) {
        if (said.seq() > lastSeq + 1) {
            catchUp();
        }
        if (said.seq() == lastSeq + 1) {
            show(said.seq(), said.clientMessageId(), said.frame());
        }
    }

    private void change(Announcement said) {
        if (said.rev() <= rev) {
            return;
        }
        if (said.rev() > rev + 1 || said.lastSeq() > lastSeq) {
            refreshed();
            return;
        }
        rev = said.rev();
        if (said.type().equals("session_opened")) {
            changed(hall.admins(), said.frame());
        } else {
            changed(guests, said.frame());
            changed(hall.admins(), said.frame());
        }
        if (said.type().equals("session_closed")) {
            end();
        }
    }

    private ChangedSession refreshed() {
        ChangedSession now = stored();
        if (now.state().lastSeq() > lastSeq) {
            catchUp();
        }
        if (now.state().rev() > rev) {
            if (rev == 0) {
                admins(json(SessionFrames.opened(now.session())));
            }
            rev = now.state().rev();
            SessionTelling.of(now).forEach(frame -> {
                String text = json(frame);
                changed(guests, text);
                changed(hall.admins(), text);
            });
            if (now.session().status() == SessionStatus.CLOSED) {
                end();
            }
        }
        return now;
    }

    private ChangedSession stored() {
        return hall.sessions().look(id).orElseThrow(() -> new IllegalStateException("a session is gone"));
    }

    private void end() {
        closed = true;
        guests.forEach(guest -> guest.close(CloseCodes.SESSION_CLOSED));
        hall.admins().forEach(admin -> admin.forget(id));
    }

    private void catchUp() {
        List<ChatMessage> missing;
        do {
            missing = hall.messages().page(id, lastSeq, null, BATCH);
            for (ChatMessage message : missing) {
                String clientId = message.clientMessageId();
                show(message.seq(), clientId == null ? "" : clientId, json(message));
            }
        } while (missing.size() == BATCH);
    }

    private void show(long seq, String clientMessageId, String frame) {
        lastSeq = seq;
        guests.forEach(socket -> show(socket, seq, clientMessageId, frame));
        hall.admins().forEach(socket -> show(socket, seq, clientMessageId, frame));
    }

    private void show(ChatSocket socket, long seq, String clientMessageId, String frame) {
        if (!socket.show(id, seq, clientMessageId, frame)) {
            behind.accept(socket);
        }
    }

    private void all(String frame, String except) {
        guests.stream().filter(socket -> !socket.id().equals(except)).forEach(socket -> socket.offer(frame));
        hall.admins().stream().filter(socket -> !socket.id().equals(except)).forEach(socket -> socket.offer(frame));
    }

    private void changed(Set<ChatSocket> sockets, String frame) {
        sockets.forEach(socket -> socket.change(id, rev, frame));
    }

    private void admins(String frame) {
        hall.admins().forEach(admin -> admin.offer(frame));
    }

    private String json(Frame frame) {
        return hall.mapper().valueToTree(frame).toString();
    }
}

package com.shemamusic.chat.session;

import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.chat.fanout.Frame;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.jdbc.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes sessions; whoever has one open is told after the commit. */
@Service
public class SessionUpkeep {

    private final SessionChanges changes;
    private final ErasedUsers erased;
    private final SessionService sessions;
    private final EventPublisher events;
    private final Fanout fanout;
    private final Transactions transactions;

    SessionUpkeep(
            SessionChanges changes,
            ErasedUsers erased,
            SessionService sessions,
            EventPublisher events,
            Fanout fanout,
            Transactions transactions) {
        this.changes = changes;
        this.erased = erased;
        this.sessions = sessions;
        this.events = events;
        this.fanout = fanout;
        this.transactions = transactions;
    }

    /**
     * Ends a session; one that has ended stays as it is.
     *
     * @throws ApiException 404 {@code CHAT_SESSION_NOT_FOUND}
     */
    public ChatSession close(UUID id, CloseReason reason) {
        Optional<ChangedSession> closed = transactions.write(() -> {
            Optional<ChangedSession> changed = changes.close(id, reason);
            changed.ifPresent(this::publishClosed);
            return changed;
        });
        closed.ifPresent(this::announceClosed);
        return closed.map(ChangedSession::session).orElseGet(() -> sessions.get(id));
    }

    /** Ends what has been idle for that long; returns how many sessions, or a full batch when there are more. */
    public int closeIdle(Duration idle) {
        List<ChangedSession> closed = transactions.write(() -> {
            List<ChangedSession> changed = changes.closeIdle(idle);
            changed.forEach(this::publishClosed);
            return changed;
        });
        closed.forEach(this::announceClosed);
        return closed.size();
    }

    /**
     * Gives a session to an admin: to oneself when nobody is named, and then only when nobody else has it.
     *
     * @throws ApiException 404, 409 {@code CHAT_SESSION_CLOSED}, 409 {@code CHAT_ALREADY_ASSIGNED}
     */
    public ChatSession assign(UUID id, Participant asking, @Nullable UUID named) {
        UUID self = Objects.requireNonNull(asking.id());
        UUID admin = named == null ? self : named;
        String name = admin.equals(self)
                ? Objects.requireNonNull(asking.name())
                : changes.nameOf(admin).orElse("Admin");
        return told(() -> changes.assign(id, admin, name, named != null), () -> {
            ChatSession now = sessions.get(id);
            return now.status() == SessionStatus.CLOSED
                    ? SessionErrors.closed()
                    : ApiException.conflict("CHAT_ALREADY_ASSIGNED").with("assigned_to", now.assignedTo());
        });
    }

    /**
     * Notes which student the guest is.
     *
     * @throws ApiException 404 {@code CHAT_SESSION_NOT_FOUND}, 404 {@code USER_NOT_FOUND} for somebody erased
     */
    public ChatSession link(UUID id, UUID user) {
        return told(
                () -> {
                    if (erased.contains(user)) {
                        throw SessionErrors.noUser();
                    }
                    return changes.link(id, user);
                },
                SessionErrors::missing);
    }

    /**
     * Ends what is linked to somebody who is erased, and lets nothing be linked any more; within the erasure's transaction, so
     * that whoever has a session open finds out by looking at the state of it.
     */
    public void endLinked(UUID user) {
        erased.add(user);
        changes.closeLinked(user).forEach(this::publishClosed);
    }

    /** Gives a session back that this admin has; does nothing for another's. */
    public void release(UUID id, Participant admin) {
        UUID self = Objects.requireNonNull(admin.id());
        transactions
                .write(() -> changes.release(id, self))
                .ifPresent(changed -> announce(SessionFrames.updated(changed.session()), changed.state()));
    }

    private ChatSession told(Supplier<Optional<ChangedSession>> change, Supplier<ApiException> refusal) {
        ChangedSession changed = transactions.write(change).orElseThrow(refusal);
        announce(SessionFrames.updated(changed.session()), changed.state());
        return changed.session();
    }

    private void publishClosed(ChangedSession closed) {
        CloseReason reason = Objects.requireNonNull(closed.session().closeReason());
        UUID id = closed.state().id();
        Map<String, Object> data = Map.of(
                "sessionId", id,
                "seq", closed.state().lastSeq(),
                "senderRole", reason.by().text(),
                "reason", reason.text());
        events.publish("chat.session.closed", id, closed.state().version(), data);
    }

    private void announceClosed(ChangedSession closed) {
        announce(SessionFrames.closed(closed.session()), closed.state());
    }

    private void announce(Frame frame, SessionState state) {
        fanout.announce(state.id(), frame, state.rev(), state.lastSeq());
    }
}

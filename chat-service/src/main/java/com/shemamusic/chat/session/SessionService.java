package com.shemamusic.chat.session;

import com.shemamusic.chat.fanout.Fanout;
import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opens and shows sessions. */
@Service
public class SessionService {

    private final SessionRepository sessions;
    private final EventPublisher events;
    private final Fanout fanout;
    private final Transactions transactions;

    SessionService(SessionRepository sessions, EventPublisher events, Fanout fanout, Transactions transactions) {
        this.sessions = sessions;
        this.events = events;
        this.fanout = fanout;
        this.transactions = transactions;
    }

    /** Begins a conversation. */
    public OpenedSession open(String guestName, @Nullable String guestEmail, @Nullable String topic) {
        UUID id = Ids.next();
        String token = GuestTokens.next();
        transactions.run(() -> {
            sessions.insert(id, GuestTokens.hash(token), guestName, guestEmail, topic);
            events.publish("chat.session.opened", id, 1, Map.of("sessionId", id, "seq", 0, "senderRole", "guest"));
        });
        fanout.announce(id, SessionFrames.opened(get(id)), 1, 0);
        return new OpenedSession(id, token);
    }

    /**
     * One session.
     *
     * @throws com.shemamusic.shared.error.ApiException 404 {@code CHAT_SESSION_NOT_FOUND}
     */
    public ChatSession get(UUID id) {
        return sessions.find(id).orElseThrow(SessionErrors::missing);
    }

    /** How a session stands, if there is one. */
    public Optional<ChangedSession> look(UUID id) {
        return sessions.look(id);
    }

    /** How far these sessions are. */
    public List<SessionState> states(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : sessions.states(ids);
    }

    /** Open sessions, the last active first, so many at most. */
    public List<ChangedSession> newest(int most) {
        return sessions.newest(most);
    }

    /** How far the open sessions are. */
    public List<SessionState> open() {
        return sessions.open();
    }

    /** Open sessions that began a moment ago, for whoever may have missed their beginning. */
    public List<SessionState> begun(Duration ago) {
        return sessions.begun(ago);
    }

    /** The sessions of a student, oldest first. */
    public List<ChatSession> linkedTo(UUID user) {
        return sessions.linkedTo(user);
    }

    Page<ChatSession> page(SessionFilter filter, Paging paging) {
        return sessions.page(filter, paging);
    }

    /** Open sessions, the longest unanswered first. */
    public Page<ChatSession> active(Paging paging) {
        return sessions.active(paging);
    }
}

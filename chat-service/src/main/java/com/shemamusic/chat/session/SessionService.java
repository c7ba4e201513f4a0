package com.shemamusic.chat.session;

import com.shemamusic.shared.event.EventPublisher;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opens and shows sessions. */
@Service
public class SessionService {

    private final SessionRepository sessions;
    private final EventPublisher events;
    private final Transactions transactions;

    SessionService(SessionRepository sessions, EventPublisher events, Transactions transactions) {
        this.sessions = sessions;
        this.events = events;
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

    Page<ChatSession> page(SessionFilter filter, Paging paging) {
        return sessions.page(filter, paging);
    }

    /** Open sessions, the longest unanswered first. */
    public Page<ChatSession> active(Paging paging) {
        return sessions.active(paging);
    }
}

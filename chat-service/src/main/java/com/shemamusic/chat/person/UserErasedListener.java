package com.shemamusic.chat.person;

import com.shemamusic.chat.session.SessionUpkeep;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Erases here what was erased there: what is closed first can gain nothing more. */
@Component
class UserErasedListener implements EventHandler {

    /** What we read of the payload. */
    record Erased(@Nullable UUID userId) {}

    private final SessionUpkeep sessions;
    private final PersonRepository people;

    UserErasedListener(SessionUpkeep sessions, PersonRepository people) {
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public Set<String> channels() {
        return Set.of("user.erased");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        UUID named = event.data(Erased.class).userId();
        UUID user = named == null ? event.aggregateId() : named;
        if (user != null) {
            sessions.endLinked(user);
            people.erase(user);
        }
    }
}

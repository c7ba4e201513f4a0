package com.shemamusic.attendance.client.user;

import com.shemamusic.shared.client.PeerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Names to show beside ids. They are kept in memory for a minute and never stored, so that erasing a person needs no
 * more than forgetting; while user-service is down a name known for some hours at most is shown, or none: a register opens
 * all the same.
 */
@Component
public class StudentNames {

    private static final Logger LOG = LoggerFactory.getLogger(StudentNames.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration USABLE = Duration.ofHours(6);
    private static final int MOST = 20_000;

    private record Known(String name, Instant at) {}

    private final UserClient users;
    private final Clock clock;
    private final Map<UUID, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
            return size() > MOST;
        }
    };

    private long forgotten;

    StudentNames(UserClient users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /** The names of these people, asked for in one batch; who has none known is left out. */
    public Map<UUID, String> of(Collection<UUID> ids) {
        Instant now = clock.instant();
        Map<UUID, String> names = new HashMap<>();
        List<UUID> stale = ids.stream()
                .distinct()
                .filter(id -> !addKnown(id, now.minus(FRESH), names))
                .toList();
        if (stale.isEmpty()) {
            return names;
        }
        dropOlderThan(now.minus(USABLE));
        long before = forgotten();
        try {
            users.find(stale).values().forEach(person -> {
                if (person.fullName() != null) {
                    names.put(person.id(), person.fullName());
                    remember(person.id(), new Known(person.fullName(), now), before);
                }
            });
        } catch (PeerUnavailableException down) {
            LOG.warn("Names are missing or old: {}", down.getMessage());
            stale.forEach(id -> addKnown(id, Instant.MIN, names));
        }
        return names;
    }

    /** Forgets a name at once, when its owner was erased or renamed. */
    public synchronized void forget(UUID id) {
        known.remove(id);
        forgotten++;
    }

    private synchronized long forgotten() {
        return forgotten;
    }

    private synchronized boolean addKnown(UUID id, Instant since, Map<UUID, String> names) {
        @Nullable Known held = known.get(id);
        if (held == null || held.at.isBefore(since)) {
            return false;
        }
        names.put(id, held.name);
        return true;
    }

    private synchronized void dropOlderThan(Instant limit) {
        known.values().removeIf(held -> held.at.isBefore(limit));
    }

    // An answer asked for before somebody was erased may still name her.
    private synchronized void remember(UUID id, Known name, long before) {
        if (forgotten == before) {
            known.put(id, name);
        }
    }
}

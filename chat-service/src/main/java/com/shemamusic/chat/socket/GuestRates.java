package com.shemamusic.chat.socket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How fast each guest may write on this replica, over all their sockets and also after a reconnect. */
@Component
class GuestRates {

    private static final int PER_SECOND = 10;
    private static final int BURST = 20;
    private static final int REMEMBERED = 20_000;

    private final Map<UUID, RateLimit> limits = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, RateLimit> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether the guest of this session may send one more message now. */
    boolean allow(UUID session) {
        long now = System.nanoTime();
        RateLimit limit;
        synchronized (limits) {
            limit = limits.computeIfAbsent(session, id -> new RateLimit(PER_SECOND, BURST, now));
        }
        return limit.take(now);
    }
}

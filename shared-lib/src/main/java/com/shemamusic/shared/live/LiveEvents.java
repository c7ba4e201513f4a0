package com.shemamusic.shared.live;

import java.util.function.BiConsumer;

/**
 * Live listening on the pub/sub channels. What was said while the connection was down is not repeated here: whoever decides
 * something uses an event handler, whoever shows something reads its source again.
 */
public interface LiveEvents {

    /**
     * Calls the listener with channel and JSON for every message, in order, on a thread of this subscription; the subscription
     * returns by itself after Redis was away. A listener that falls 10 000 messages behind loses the newest.
     *
     * @param pattern a channel, or a pattern with {@code *}, {@code ?} or {@code [..]}
     * @return closes the subscription
     */
    AutoCloseable subscribe(String pattern, BiConsumer<String, String> listener);

    /** Says something once to whoever listens now; returns at once, never throws; failures are counted and logged. */
    void announce(String channel, String json);
}

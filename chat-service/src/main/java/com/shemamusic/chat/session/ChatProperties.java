package com.shemamusic.chat.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long sessions live.
 *
 * @param idle without a message for that long a session is closed (rule 9)
 * @param sweep how often idle sessions are looked for
 * @param keep how long closed sessions are kept
 */
@ConfigurationProperties("shema.chat")
record ChatProperties(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("30s") Duration sweep,
        @DefaultValue("180d") Duration keep) {

    /** Where idle is shortened, for trying it out, the sweep keeps up. */
    Duration sweepEvery() {
        Duration third = idle.dividedBy(3);
        return third.compareTo(sweep) < 0 ? third : sweep;
    }
}

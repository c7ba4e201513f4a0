package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No visitor is shown what an admin has changed, with Redis and without; a thousand rounds are a trial. */
class WithAndWithoutRedisE2E {

    private static final int ROUNDS = 36;

    @Test
    void nothingChangedIsShownAgainThoughRedisGoesAndComesBack() {
        StaleReads reads = new StaleReads();
        try {
            reads.run(ROUNDS, StaleCacheChaos.redisAway(ROUNDS / 3, 2 * ROUNDS / 3));
        } finally {
            SharedSuite.suite().startMissing();
        }
        assertThat(reads.stale()).isEmpty();
        assertThat(reads.backgroundReads()).isPositive();
    }
}

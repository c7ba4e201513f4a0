package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;

/** Change-then-read rounds through the gateway, with Redis stopped for the middle third of them. */
public final class StaleCacheChaos implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String purpose() {
        return "an admin's change, then reads of all that shows it, with Redis and without: nothing stale";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rounds", 1_000);
    }

    @Override
    public void run(TrialRun run) {
        int rounds = run.option("rounds");
        StaleReads reads = new StaleReads();
        long began = System.nanoTime();
        reads.run(rounds, redisAway(rounds / 3, 2 * rounds / 3));
        run.report("rounds", rounds);
        run.report("stale reads", reads.stale().size());
        run.report("reads of others meanwhile", reads.backgroundReads());
        run.report("took", Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
        assertThat(reads.stale()).isEmpty();
    }

    /** Stops Redis before one round and starts it again before another. */
    static IntConsumer redisAway(int from, int until) {
        return round -> {
            if (round == from) {
                SharedSuite.suite().redis().stop();
            } else if (round == until) {
                SharedSuite.suite().startMissing();
            }
        };
    }
}

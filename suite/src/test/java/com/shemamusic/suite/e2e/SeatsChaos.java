package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.util.Map;

/** A crowd for the seats of one class (K1): first over HTTP at several replicas, then at the trigger behind them. */
public final class SeatsChaos implements Trial {

    @Override
    public Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public String name() {
        return "seats";
    }

    @Override
    public String purpose() {
        return "a crowd for the seats of a class, with leaving, coming back, moving and changed capacity: never over, full in the end";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("rounds", 20, "storms", 20, "clients", 500, "seats", 50, "replicas", 3);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        int replicas = run.option("replicas");
        RunningSuite suite = run.start(options -> options.withReplicas("attendance-service", replicas));
        SeatRush rush = new SeatRush(suite, run.option("clients"), run.option("seats"));
        for (int round = 0; round < run.option("rounds"); round++) {
            rush.round();
        }
        run.report("assigning, as a client sees it", rush.assigning());
        run.report("leaving", rush.leaving());
        rush.answers().forEach(run::report);
        run.report("samples, none with too many", rush.samples());
        assertThat(rush.unexpected()).isEmpty();

        SeatStorm storm = new SeatStorm(suite.jdbcAdmin(), run.option("clients"), run.option("seats"));
        for (int round = 0; round < run.option("storms"); round++) {
            storm.round();
        }
        run.report("at the trigger: statements", storm.statements());
        run.report("at the trigger: done, refused for want of a seat", storm.done() + ", " + storm.refused());
        run.report("at the trigger: samples, none with too many", storm.samples());
    }
}

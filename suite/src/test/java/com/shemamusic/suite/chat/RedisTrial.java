package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.TrialRun;
import java.util.Map;

/** C3: Redis is away while everybody talks; replicas ask the database instead. */
public final class RedisTrial extends ChatChaos {

    @Override
    public String name() {
        return "chatredis";
    }

    @Override
    public String purpose() {
        return "Redis is stopped while all talk over two replicas: nothing lost, p95 of the delay within 3 s";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("sessions", 200, "rate", 50, "seconds", 300);
    }

    @Override
    void torment(TrialRun run, RunningSuite suite) throws Exception {
        try (Talk talk = new Talk(suite, run.option("sessions"))) {
            talk.converse(run.option("rate") * 10, 10);
            run.report("from a guest to an admin, with Redis", talk.delay);
            suite.redis().stop();
            talk.delay.reset();
            talk.converse(run.option("rate") * run.option("seconds"), run.option("seconds"));
            run.report("from a guest to an admin, without Redis", talk.delay);
            assertThat(talk.delay.getValueAtPercentile(95)).isLessThan(3_000_000L);
            suite.redis().start();
            Thread.sleep(10_000);
            talk.delay.reset();
            talk.converse(run.option("rate") * 10, 10);
            run.report("from a guest to an admin, Redis back for 10 s", talk.delay);
            talk.holdsEverything(run);
            assertThat(talk.delay.getValueAtPercentile(95)).isLessThan(500_000L);
            codes(run, talk);
            keepsQuiet(run, suite, talk);
        }
    }
}

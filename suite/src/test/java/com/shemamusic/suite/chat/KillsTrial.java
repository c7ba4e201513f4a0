package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.TrialRun;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** C2: a replica of chat-service is killed again and again while everybody talks. */
public final class KillsTrial extends ChatChaos {

    @Override
    public String name() {
        return "chatkills";
    }

    @Override
    public String purpose() {
        return "one of two chat replicas is killed (kill -9) while all talk: nothing lost, sockets back within 15 s";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("sessions", 200, "messages", 20_000, "kills", 20, "rate", 100);
    }

    @Override
    void torment(TrialRun run, RunningSuite suite) throws Exception {
        try (Talk talk = new Talk(suite, run.option("sessions"))) {
            Thread killer = Thread.ofVirtual().start(() -> kill(suite, run.option("kills")));
            int said = 0;
            while (said < run.option("messages") || killer.isAlive()) {
                talk.sayOne(said++);
                Thread.sleep(said % 10 == 0 ? 10_000 / run.option("rate") : 0);
            }
            killer.join();
            talk.holdsEverything(run);
            run.report("back after a kill", talk.away);
            run.report("from a guest to an admin, kills included", talk.delay);
            codes(run, talk);
            keepsQuiet(run, suite, talk);
            assertThat(talk.away.getValueAtPercentile(99)).isLessThan(15_000_000L);
        }
    }

    private static void kill(RunningSuite suite, int times) {
        try {
            for (int i = 0; i < times; i++) {
                String replica = i % REPLICAS == 0 ? SERVICE : SERVICE + "-2";
                Thread.sleep(ThreadLocalRandom.current().nextInt(500, 2_000));
                suite.kill(replica);
                suite.start(replica);
                suite.awaitReady(replica);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}

package com.shemamusic.suite.chat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.TrialRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** C1: everybody's network is cut at random while they talk. */
public final class CutsTrial extends ChatChaos {

    @Override
    public String name() {
        return "chatcuts";
    }

    @Override
    public String purpose() {
        return "networks of guests and admins are cut at random every 5 to 30 s, two chat replicas: nothing lost, doubled, out of order";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("sessions", 200, "messages", 20_000, "seconds", 150, "cutfrom", 5, "cutto", 30);
    }

    @Override
    void torment(TrialRun run, RunningSuite suite) throws Exception {
        try (Talk talk = new Talk(suite, run.option("sessions"))) {
            AtomicInteger cuts = new AtomicInteger();
            List<Thread> cutters = talk.cutting(run.option("cutfrom"), run.option("cutto"), cuts);
            talk.converse(run.option("messages"), run.option("seconds"));
            cutters.forEach(Thread::interrupt);
            run.report("cuts", cuts);
            talk.holdsEverything(run);
            run.report("back after a cut", talk.away);
            run.report("from a guest to an admin, cuts included", talk.delay);
            codes(run, talk);
            keepsQuiet(run, suite, talk);
        }
    }
}

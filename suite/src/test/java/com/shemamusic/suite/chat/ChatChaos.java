package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.io.IOException;

/** What the trials of the chat share: two replicas behind the gateway, and a look through the logs at the end. */
abstract class ChatChaos implements Trial {

    static final String SERVICE = "chat-service";
    static final int REPLICAS = 2;

    @Override
    public final Kind kind() {
        return Kind.CHAOS;
    }

    @Override
    public final void run(TrialRun run) throws Exception {
        torment(run, start(run, REPLICAS));
    }

    abstract void torment(TrialRun run, RunningSuite suite) throws Exception;

    /** Starts what chat needs, and nothing else. */
    static RunningSuite start(TrialRun run, int replicas) throws IOException {
        return run.start(options -> options.withReplicas(SERVICE, replicas)
                .withReplicas("course-service", 0)
                .withReplicas("enrollment-service", 0)
                .withReplicas("attendance-service", 0));
    }

    /** Fails when a log holds a token, an address or what was said. */
    static void keepsQuiet(TrialRun run, RunningSuite suite, Talk talk) throws IOException {
        Logs.Finding found = Logs.look(suite.logDirectory(), talk.tokens(), Talk.SECRET_TEXT, Talk.SECRET_MAIL);
        run.report(
                "log lines looked at, telling",
                found.lines() + ", " + found.telling().size());
        assertThat(found.telling()).isEmpty();
        assertThat(found.lines()).isPositive();
    }

    static void codes(TrialRun run, Talk talk) {
        StringBuilder codes = new StringBuilder();
        talk.guests().stream()
                .flatMap(guest -> guest.codes().entrySet().stream())
                .collect(java.util.stream.Collectors.groupingBy(
                        java.util.Map.Entry::getKey,
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.summingInt(
                                entry -> entry.getValue().get())))
                .forEach((code, count) ->
                        codes.append(code).append(" x ").append(count).append("  "));
        run.report("guests' lines ended with", codes);
    }
}

package com.shemamusic.suite.chat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import com.shemamusic.test.ServiceTokenMinter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A full house of guests and one admin, at a pace and as fast as it goes; beside it the same on Socket.IO. */
public final class LoadTrial implements Trial {

    private static final String SERVICE = "chat-service";

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public String purpose() {
        return "guests and one admin: connect time, delivery, throughput, memory; direct=1 without the gateway, socketio=1 beside Socket.IO";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of(
                "guests",
                2_000,
                "rate",
                1_000,
                "seconds",
                20,
                "saturated",
                15,
                "replicas",
                1,
                "gateway",
                1,
                "direct",
                1,
                "socketio",
                1,
                "outbox",
                1);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = ChatChaos.start(run, run.option("replicas"));
        if (run.option("gateway") == 1) {
            String bearer = "bearer." + new Callers(suite).adminToken();
            Dialect throughGateway = new ShemaDialect(suite.gatewayUrl().getPort(), "", "shema.chat.v1, " + bearer, "");
            measure(run, "through the gateway", throughGateway, Memory.processes(SERVICE));
        }
        if (run.option("direct") == 1) {
            String from = "X-Forwarded-For: 10.0.0.1\r\nAuthorization: Bearer ";
            Dialect direct = new ShemaDialect(
                    suite.url(SERVICE).getPort(),
                    from + ServiceTokenMinter.gatewayAnonymous(SERVICE) + "\r\n",
                    "shema.chat.v1",
                    from + ServiceTokenMinter.gatewayAsAdmin(SERVICE) + "\r\n");
            measure(run, "chat-service alone", direct, Memory.processes(SERVICE));
        }
        if (run.option("socketio") == 1) {
            suite.apps().forEach(suite::stop);
            try (SocketIo server = SocketIo.start(suite, run.option("outbox") == 1)) {
                measure(run, "Socket.IO", new SocketIoDialect(server.port()), List.of(server.pid()));
            }
        }
    }

    private static void measure(TrialRun run, String what, Dialect dialect, List<Long> pids)
            throws IOException, InterruptedException {
        int guests = run.option("guests");
        long live = pids.size() == 1 && isJvm(what) ? Memory.live(pids.getFirst()) : 0;
        long before = Memory.resident(pids);
        try (Crowd crowd = new Crowd(dialect)) {
            crowd.arrive(guests, 50);
            run.report(what + ": connecting", crowd.connect);
            run.report(what + ": KiB a connection, resident", (Memory.resident(pids) - before) / guests);
            if (live > 0) {
                run.report(what + ": KiB a connection, live heap", (Memory.live(pids.getFirst()) - live) / guests);
            }
            crowd.talk(run.option("rate"), 5);
            crowd.settle(30);
            crowd.forgetTimes();
            double paced = crowd.talk(run.option("rate"), run.option("seconds"));
            crowd.settle(30);
            run.report("%s: messages/s at %d/s".formatted(what, run.option("rate")), "%.0f".formatted(paced));
            run.report(what + ": delivery to the admin", crowd.delivered);
            run.report(what + ": acknowledgement", crowd.acknowledged);
            run.report(what + ": answers to guests", crowd.answered);
            if (!crowd.isComplete()) {
                throw new AssertionError(what + " at a pace: " + crowd.sums());
            }
            crowd.forgetTimes();
            double fastest = crowd.talk(0, run.option("saturated"));
            run.report(what + ": messages/s, saturated", "%.0f".formatted(fastest));
            run.report(what + ": delivery, saturated", crowd.delivered);
            run.report(what + ": acknowledgement, saturated", crowd.acknowledged);
            crowd.settle(60);
            run.report(what + ": KiB resident at the end", Memory.resident(pids));
            run.report(what, crowd.sums());
        }
    }

    private static boolean isJvm(String what) {
        return !what.equals("Socket.IO");
    }
}

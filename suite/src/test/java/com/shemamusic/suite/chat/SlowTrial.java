package com.shemamusic.suite.chat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.TrialRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** C4: some clients stop reading; they are closed, and nobody else notices. */
public final class SlowTrial extends ChatChaos {

    private static final int SMALL_WINDOW = 4_096;
    /** KiB. */
    private static final long MOST_GROWTH = 20_000;

    @Override
    public String name() {
        return "chatslow";
    }

    @Override
    public String purpose() {
        return "guests and admins who stop reading are closed within 30 s, the others' p95 stays within 10 %, memory stays flat";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("guests", 450, "sleepyguests", 40, "sleepyadmins", 10, "rate", 100, "seconds", 40);
    }

    @Override
    void torment(TrialRun run, RunningSuite suite) throws Exception {
        try (Talk talk = new Talk(suite, run.option("guests"))) {
            talk.converse(run.option("rate") * 15, 15);
            talk.delay.reset();
            // As many sockets as later: what must not show is that they do not read.
            List<Line> awake = more(run, suite, talk);
            awake.forEach(line -> line.reading(frame -> {}));
            talk.converse(run.option("rate") * run.option("seconds"), run.option("seconds"));
            run.report("from a guest to an admin, all read", talk.delay);
            Histogram calm = talk.delay.copy();
            awake.forEach(Line::cut);
            Talk.until("only talkers are left", 60, () -> Sockets.open(suite, REPLICAS) <= run.option("guests") + 2);
            List<Long> replicas = Memory.processes(SERVICE);
            long heap = live(replicas);
            talk.delay.reset();
            List<Line> sleepy = more(run, suite, talk);
            long began = System.nanoTime();
            CompletableFuture<Void> watch =
                    CompletableFuture.runAsync(() -> noticeEnd(run, suite, sleepy.size(), began));
            talk.converse(run.option("rate") * run.option("seconds"), run.option("seconds"));
            run.report("from a guest to an admin, some do not read", talk.delay);
            watch.join();
            long grown = live(replicas) - heap;
            run.report("KiB more of live heap in both replicas", grown);
            sleepy.forEach(Line::cut);
            talk.holdsEverything(run);
            codes(run, talk);
            keepsQuiet(run, suite, talk);
            long before = calm.getValueAtPercentile(95);
            long after = talk.delay.getValueAtPercentile(95);
            run.report("p95 of the others, change in %", 100 * after / before - 100);
            if (grown > MOST_GROWTH || after > 1.1 * before) {
                throw new AssertionError("the others noticed");
            }
        }
    }

    // Whether anybody reads from them is the caller's business.
    private static List<Line> more(TrialRun run, RunningSuite suite, Talk talk) throws IOException {
        int port = suite.gatewayUrl().getPort();
        List<Line> more = new ArrayList<>();
        for (int i = 0; i < run.option("sleepyguests"); i++) {
            String token = "session." + talk.tokens().get(i);
            more.add(Line.open(port, "/api/chat/connect", "shema.chat.v1, " + token, "", SMALL_WINDOW));
        }
        for (int i = 0; i < run.option("sleepyadmins"); i++) {
            String bearer = "bearer." + talk.callers().adminToken();
            more.add(Line.open(port, "/api/chat/admin", "shema.chat.v1, " + bearer, "", SMALL_WINDOW));
        }
        return more;
    }

    /** Open sockets, as the replicas count them, are again those of the talkers. */
    private static void noticeEnd(TrialRun run, RunningSuite suite, int count, long began) {
        int others = run.option("guests") + 2;
        Talk.until("the sleepers are in", 20, () -> Sockets.open(suite, REPLICAS) > others);
        Talk.until("the sleepers are closed", 30, () -> Sockets.open(suite, REPLICAS) <= others);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        run.report(count + " sleepers closed after ms", took);
    }

    private static long live(List<Long> pids) throws IOException, InterruptedException {
        long sum = 0;
        for (long pid : pids) {
            sum += Memory.live(pid);
        }
        return sum;
    }
}

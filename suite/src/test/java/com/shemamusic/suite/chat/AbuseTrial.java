package com.shemamusic.suite.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.TrialRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** C5: frames nobody should send, by many at once; the documented close, and memory stays flat. */
public final class AbuseTrial extends ChatChaos {

    private interface Abuse {
        void send(Line line) throws IOException;
    }

    @Override
    public String name() {
        return "chatabuse";
    }

    @Override
    public String purpose() {
        return "frames of 17 KiB, 64 KiB, 10 MiB, one-byte fragments, 10 000 a second, binary, broken: closed as documented, memory flat";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("clients", 20, "rounds", 10, "sessions", 20);
    }

    @Override
    void torment(TrialRun run, RunningSuite suite) throws Exception {
        try (Talk talk = new Talk(suite, run.option("sessions"))) {
            talk.converse(run.option("sessions") * 10, 10);
            List<Long> pids = new java.util.ArrayList<>(Memory.processes(SERVICE));
            pids.addAll(Memory.processes("api-gateway"));
            round(run, suite, false);
            long before = live(pids);
            for (int i = 0; i < run.option("rounds"); i++) {
                round(run, suite, i == 0);
                talk.converse(run.option("sessions"), 2);
            }
            run.report("KiB more of live heap, both replicas and gateway", live(pids) - before);
            talk.holdsEverything(run);
            run.report("from a guest to an admin meanwhile", talk.delay);
            codes(run, talk);
            keepsQuiet(run, suite, talk);
        }
    }

    private static void round(TrialRun run, RunningSuite suite, boolean shown) throws InterruptedException {
        Map<String, Abuse> kinds = new TreeMap<>();
        kinds.put("17 KiB", line -> line.frame(true, Line.TEXT, new byte[17 * 1024]));
        kinds.put("64 KiB", line -> line.frame(true, Line.TEXT, new byte[64 * 1024]));
        kinds.put("10 MiB", line -> line.frame(true, Line.TEXT, new byte[10 << 20]));
        kinds.put("17 KiB in one-byte fragments", AbuseTrial::fragments);
        kinds.put("10 000 pings", AbuseTrial::flood);
        kinds.put("binary", line -> line.frame(true, Line.BINARY, new byte[2_000]));
        kinds.put("no UTF-8", line -> line.frame(true, Line.TEXT, new byte[] {(byte) 0xc3, (byte) 0x28}));
        kinds.put("reserved opcode", line -> line.frame(true, 3, new byte[10]));
        for (Map.Entry<String, Abuse> kind : kinds.entrySet()) {
            Map<Integer, AtomicInteger> codes = abuse(suite, kind.getValue(), run.option("clients"));
            if (shown) {
                run.report(kind.getKey() + ": close codes", codes);
            }
            assertThat(codes.keySet()).as(kind.getKey()).isSubsetOf(1002, 1003, 1006, 1007, 1008, 1009, 4029);
            assertThat(codes.keySet()).as(kind.getKey()).anyMatch(code -> code != 1006);
        }
    }

    private static Map<Integer, AtomicInteger> abuse(RunningSuite suite, Abuse how, int clients)
            throws InterruptedException {
        Map<Integer, AtomicInteger> codes = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    codes.computeIfAbsent(one(suite, how), key -> new AtomicInteger())
                            .incrementAndGet();
                } catch (Exception failed) {
                    codes.computeIfAbsent(-1, key -> new AtomicInteger()).incrementAndGet();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        return codes;
    }

    private static int one(RunningSuite suite, Abuse how) throws Exception {
        try (Line line = Line.open(suite.gatewayUrl().getPort(), "/api/chat/connect", "shema.chat.v1", "")) {
            CountDownLatch welcome = new CountDownLatch(1);
            line.reading(frame -> welcome.countDown());
            welcome.await(20, TimeUnit.SECONDS);
            try {
                how.send(line);
            } catch (IOException closedMeanwhile) {
                // The code says why.
            }
            return line.closed().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException open) {
            return 0;
        }
    }

    private static void fragments(Line line) throws IOException {
        for (int i = 0; i < 17 * 1024; i++) {
            line.frame(false, i == 0 ? Line.TEXT : 0, new byte[] {'x'});
        }
    }

    private static void flood(Line line) throws IOException {
        for (int i = 0; i < 10_000; i++) {
            line.send("{\"type\":\"ping\"}");
        }
    }

    private static long live(List<Long> pids) throws IOException, InterruptedException {
        long sum = 0;
        for (long pid : pids) {
            sum += Memory.live(pid);
        }
        return sum;
    }
}

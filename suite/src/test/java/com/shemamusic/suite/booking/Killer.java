package com.shemamusic.suite.booking;

import com.shemamusic.suite.launcher.RunningSuite;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;

/** Kills services with {@code kill -9} at random moments, evenly over a run, and starts each again. */
public final class Killer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SPREAD_MILLIS = 400;
    private final RunningSuite suite;
    private final List<String> victims;
    private final Random random;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private int killed;

    public Killer(RunningSuite suite, List<String> victims, long seed) {
        this.suite = suite;
        this.victims = victims;
        this.random = new Random(seed);
    }

    /** One kill after the other in turn, the next when a further part of the run is done and the victim is back. */
    public Future<Integer> kill(int times, IntSupplier done, int total) {
        return thread.submit(() -> {
            for (int i = 0; i < times; i++) {
                int due = total * i / (times + 1) + 1;
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> done.getAsInt() >= due);
                Thread.sleep(random.nextInt(SPREAD_MILLIS));
                String victim = victims.get(i % victims.size());
                suite.kill(victim);
                suite.start(victim);
                suite.awaitReady(victim);
                killed++;
            }
            return killed;
        });
    }

    @Override
    public void close() {
        thread.close();
    }
}
